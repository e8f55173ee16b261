import ArgumentParser

struct DossierCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "dossier",
    "Hồ sơ: nộp, tiếp nhận, giải quyết, trả kết quả, tra cứu.",
    en: "Dossiers.",
    example: "motcua dossier list --overdue",
    subcommands: [
      DossierSubmitCommand.self, DossierReceiveCommand.self, DossierAcceptCommand.self,
      DossierRefuseCommand.self, DossierRefuseAtDeskCommand.self, DossierStartCommand.self,
      DossierRequestSupplementCommand.self, DossierProvideSupplementCommand.self,
      DossierCompleteCommand.self, DossierReturnCommand.self, DossierWithdrawCommand.self,
      DossierGetCommand.self, DossierListCommand.self, DossierTrackCommand.self,
      DossierExportCommand.self, DossierForwardCommand.self, DossierReassignCommand.self,
      DossierExtendCommand.self, DossierStopCommand.self, DossierResumeCommand.self,
      DossierReworkCommand.self, DossierRevokeResultCommand.self, DossierRateCommand.self,
      DossierEventsCommand.self, DossierControlSheetCommand.self, DossierRegisterCommand.self,
      DossierReceiptCommand.self, DossierFormCommand.self, DossierBatchCommand.self,
      DossierBulkCommand.self, DossierImportCommand.self, DossierPolicyCommand.self,
    ]
  )
}

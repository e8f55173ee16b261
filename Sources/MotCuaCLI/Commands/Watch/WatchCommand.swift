import ArgumentParser
import MotCuaClient

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration.command(
    "watch",
    "Theo dõi trực tiếp; kết thúc bằng Ctrl-C.",
    en: "Follows what happens; end it with Ctrl-C.",
    example: "motcua watch events --agency 000.00.02.H10",
    subcommands: [WatchEventsCommand.self, WatchSummaryCommand.self]
  )
}

extension ResumePolicy {
  /// Comes again for ever once the stream has begun, and says so beside the data.
  static func telling(_ session: Session) -> ResumePolicy {
    let errors = session.environment.console.errors
    let language = session.language
    return ResumePolicy(
      waitsForFirst: false,
      onInterruption: { error in
        let phrase = Phrase(
          "Mất kết nối, đang nối lại… [\(error.code)]",
          en: "The connection is lost; coming again… [\(error.code)]"
        )
        // Where nobody reads what stands beside the data, nobody is told.
        try? errors.write(phrase(language) + "\n")
      }
    )
  }
}

import ArgumentParser

struct CompletionCommand: OutputCommand {
  static let configuration = CommandConfiguration.command(
    "completion",
    "In kịch bản hoàn thành lệnh cho bash, zsh hoặc fish.",
    en: "Prints the completion script of a shell.",
    example: "motcua completion bash > /etc/bash_completion.d/motcua"
  )

  @OptionGroup var options: GlobalOptions
  @Argument(help: "bash, zsh hoặc fish.") var shell: Shell

  /// The shells that the parser can write for.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash
    case zsh
    case fish

    var completion: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  func run() async throws {
    let script = MotCuaCommand.completionScript(for: shell.completion)
    try Session(options).printer.write(script + "\n")
  }
}

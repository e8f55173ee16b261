import MotCuaCLI

// Everything is in MotCuaCLI, where tests can reach it.
await Tool.main()

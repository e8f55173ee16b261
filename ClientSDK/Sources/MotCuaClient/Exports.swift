// A caller writes `import MotCuaClient` and has the messages, the clients and the errors with it;
// the underscore is the compiler's only spelling for that.
@_exported public import MotCuaAPI
@_exported public import RPCCore

@_exported public import struct RPCHTTP2.ClientConnectionEvent
@_exported public import struct RPCHTTP2.ClientTLSConfiguration

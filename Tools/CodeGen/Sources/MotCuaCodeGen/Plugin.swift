public import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Turns protoc's request into its response.
public enum Plugin {
  /// Answers a serialized `CodeGeneratorRequest`; a fault in a proto is in the answer.
  ///
  /// - Throws: `BinaryDecodingError` if the bytes are no request.
  public static func respond(to serialized: Data) throws -> Data {
    let request = try Google_Protobuf_Compiler_CodeGeneratorRequest(serializedBytes: serialized)
    return try respond(to: request).serializedData()
  }

  /// Answers a request.
  static func respond(
    to request: Google_Protobuf_Compiler_CodeGeneratorRequest
  ) -> Google_Protobuf_Compiler_CodeGeneratorResponse {
    var response = Google_Protobuf_Compiler_CodeGeneratorResponse()
    let features = Google_Protobuf_Compiler_CodeGeneratorResponse.Feature.proto3Optional
    response.supportedFeatures = UInt64(features.rawValue)
    do {
      let options = try GeneratorOptions(parameter: request.parameter)
      let module = try ModuleModel(request.protoFile, files: request.fileToGenerate, options)
      response.file = try ModuleWriter(module).files().map { file in
        var output = Google_Protobuf_Compiler_CodeGeneratorResponse.File()
        output.name = file.name
        output.content = file.content
        return output
      }
    } catch {
      response.error = "\(error)"
    }
    return response
  }
}

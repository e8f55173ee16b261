import NIOCore
import NIOSSL
import RPCCore
import SwiftASN1
import X509

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Certificates that are trusted for themselves: those of a roots file that may issue no others.
///
/// The TLS library takes a root only where it may sign (RFC 5280 §4.2.1.9), and so refuses a
/// self-signed certificate of a server although its user has named just that one. Other gRPC
/// libraries take it. So we compare it here, byte for byte, and look at its dates; the name is
/// compared after the handshake as for every certificate.
struct PinnedCertificates: Sendable {
  private let certificates: Set<NIOSSLCertificate>
  private let now: @Sendable () -> Int

  /// Takes the certificates of a roots file; nil if all of them may issue others.
  ///
  /// - Throws: `invalidConfiguration` for a file with both kinds: which of them is meant to be
  ///   trusted how could only be guessed.
  init?(
    _ found: [NIOSSLCertificate],
    file: String,
    now: @escaping @Sendable () -> Int = { time(nil) }
  ) throws(RuntimeError) {
    let pinned = found.filter { !Self.isAuthority($0) }
    guard !pinned.isEmpty else { return nil }
    guard pinned.count == found.count else {
      throw .invalidConfiguration(
        "\(file) holds authorities and certificates that may issue none; use a file for one kind."
      )
    }
    certificates = Set(pinned)
    self.now = now
  }

  /// Answers the handshake.
  func verify(
    _ chain: [NIOSSLCertificate],
    _ answer: EventLoopPromise<NIOSSLVerificationResult>
  ) {
    answer.succeed(isTrusted(chain) ? .certificateVerified : .failed)
  }

  /// Whether the peer's own certificate, the first, is one of these and valid at this moment.
  func isTrusted(_ chain: [NIOSSLCertificate]) -> Bool {
    guard let shown = chain.first, certificates.contains(shown) else { return false }
    let now = now()
    return Int(shown.notValidBefore) <= now && now <= Int(shown.notValidAfter)
  }

  /// Whether a certificate may issue others; one that cannot be read is left to the TLS library,
  /// which says what is wrong with it.
  private static func isAuthority(_ certificate: NIOSSLCertificate) -> Bool {
    guard let bytes = try? certificate.toDERBytes(),
      let read = try? Certificate(derEncoded: bytes)
    else { return true }
    // Version 1 knows no extensions; such a certificate can only be a root.
    guard read.version != .v1 else { return true }
    guard let constraints = try? read.extensions.basicConstraints else { return false }
    return constraints != .notCertificateAuthority
  }
}

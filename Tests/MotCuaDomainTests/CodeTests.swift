import MotCuaDomain
import Testing

@Suite("Codes")
struct CodeTests {
  @Test(
    "Both legal shapes of an agency code are read",
    arguments: [
      ("000.00.00.H10", "H10", AgencyCode.Scheme.qcvn102),
      ("000.07.05.H10", "H10", .qcvn102), ("012.34.56.G22", "G22", .qcvn102),
      ("H10", "H10", .decision20), ("H10.05", "H10", .decision20),
      ("G22.99.08", "G22", .decision20), ("H10.05.01.123", "H10", .decision20),
    ]
  )
  func agency(text: String, root: String, scheme: AgencyCode.Scheme) throws {
    let code = try #require(AgencyCode(text))
    #expect(code.text == text)
    #expect(code.root == root)
    #expect(code.scheme == scheme)
  }

  @Test(
    "Other shapes of an agency code are refused",
    arguments: [
      "", "h10", "H1", "H100", "000.00.00.h10", "00.00.00.H10", "000.00.H10", "H10.", "H10.5",
      "H10.1234", "H10.05.01.02.03", " H10", "H10 ", "000.00.00.H10.01", "Đ10", "H1０",
    ]
  )
  func notAgency(text: String) {
    #expect(AgencyCode(text) == nil)
  }

  @Test("A procedure code may carry the agency that localised it")
  func procedure() throws {
    #expect(try #require(ProcedureCode("1.004194")).suffix == nil)
    let old = try #require(ProcedureCode("2.000884.000.00.00.H55"))
    #expect(old.national == "2.000884")
    #expect(old.suffix == AgencyCode("000.00.00.H55"))
    #expect(try #require(ProcedureCode("1.000948.H38")).suffix?.text == "H38")
  }

  @Test(
    "A dirty procedure code is refused, but white space from a table is dropped",
    arguments: ["1.00419", "1.0041940", "1.004194-Xoa", "12.004194", "1,004194", "1.004194.", ""]
  )
  func notProcedure(text: String) {
    #expect(ProcedureCode(text) == nil)
    #expect(ProcedureCode(importing: text) == nil)
    #expect(ProcedureCode(" 1.004194") == nil)
    #expect(ProcedureCode(importing: "\u{00A0} 1.004194\r")?.text == "1.004194")
  }

  @Test("A dossier code has four digits and grows past 9999")
  func dossier() throws {
    let agency = try #require(AgencyCode("000.00.01.H10"))
    let date = try #require(CivilDate("2020-08-06"))
    func text(_ number: Int) -> String? {
      DossierCode(agency: agency, date: date, sequence: number)?.text
    }
    #expect(text(1) == "000.00.01.H10-200806-0001")
    #expect(text(9999) == "000.00.01.H10-200806-9999")
    #expect(text(10_000) == "000.00.01.H10-200806-10000")
    #expect(text(0) == nil)
    #expect(text(DossierCode.sequenceMax + 1) == nil)
    let read = try #require(text(10_000).flatMap { DossierCode($0) })
    #expect(read.sequence == 10_000)
    #expect(read.date == date)
    #expect(read.agency == agency.text)
    #expect(read == DossierCode(agency: agency, date: date, sequence: 10_000))
  }

  @Test("A dossier code of another portal may have eight digits of date and up to seven of number")
  func foreignDossier() throws {
    let long = try #require(DossierCode("G09.20-20260609-0092637"))
    #expect(long.date == CivilDate("2026-06-09"))
    #expect(long.sequence == 92_637)
    for wrong in [
      "H10-200806-001", "H10-200231-0001", "H10-200806-00000001", "H10-2008060001", "-200806-0001",
      "h10-200806-0001", "H10-200806-0001-KQ1", "H10-200806-00a1", "H10-200806-0001 ",
    ] {
      #expect(DossierCode(wrong) == nil, "\(wrong)")
    }
  }

  @Test("A result is numbered within its dossier")
  func result() throws {
    let dossier = try #require(DossierCode("H10.05-200806-0007"))
    let code = try #require(ResultCode(dossier: dossier, number: 12))
    #expect(code.text == "H10.05-200806-0007-KQ12")
    #expect(ResultCode(code.text) == code)
    #expect(ResultCode(dossier: dossier, number: 0) == nil)
    for wrong in ["-KQ0", "-KQ01", "-KQ", "-kq1", "KQ1", "-KQ(1)"] {
      #expect(ResultCode(dossier.text + wrong) == nil, "\(wrong)")
    }
  }

  @Test("The numbers of people and enterprises are checked")
  func identifiers() {
    #expect(PersonalIdentifier.isCitizenID("070123456789"))
    #expect(!PersonalIdentifier.isCitizenID("07012345678"))
    #expect(!PersonalIdentifier.isCitizenID("07012345678a"))
    #expect(PersonalIdentifier.isOldCitizenID("285123456"))
    #expect(!PersonalIdentifier.isOldCitizenID("2851234567"))
    // 0100109106 is published on the invoices of Viettel.
    #expect(PersonalIdentifier.isTaxCode("0100109106"))
    #expect(PersonalIdentifier.isTaxCode("0100109106-001"))
    #expect(!PersonalIdentifier.isTaxCode("0100109107"))
    #expect(!PersonalIdentifier.isTaxCode("0100109106-01"))
    #expect(!PersonalIdentifier.isTaxCode("0100109106001"))
    for phone in ["0912345678", "+84912345678", "02713881234", "0351234567"] {
      #expect(PersonalIdentifier.isVietnamesePhone(phone), "\(phone)")
    }
    for phone in ["091234567", "09123456789", "0112345678", "84912345678", "0912 345 678"] {
      #expect(!PersonalIdentifier.isVietnamesePhone(phone), "\(phone)")
    }
    for email in ["a@b.vn", "nguyen.van+a@binhphuoc.gov.vn"] {
      #expect(PersonalIdentifier.isEmail(email), "\(email)")
    }
    for email in ["a@b", "@b.vn", "a@@b.vn", "a b@c.vn", "a@-b.vn", "a@b..vn", "ă@b.vn"] {
      #expect(!PersonalIdentifier.isEmail(email), "\(email)")
    }
    #expect(PersonalIdentifier.masked("070123456789") == "*********789")
    #expect(PersonalIdentifier.masked("12") == "12")
  }
}

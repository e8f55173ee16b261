import Foundation
import MotCuaDomain
import Testing

@Suite("Vietnamese text")
struct VietnameseTextTests {
  private static let letters = Array(
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
  )

  @Test("Folding drops tones, marks and case, composed or not")
  func folding() {
    let text = "ĐƯỜNG Nguyễn Thị Ảnh, số 12"
    #expect(VietnameseText.folded(text) == "duong nguyen thi anh, so 12")
    #expect(
      VietnameseText.folded(text.decomposedStringWithCanonicalMapping)
        == "duong nguyen thi anh, so 12"
    )
    #expect(VietnameseText.folded("Ñandú Öl Łódź ЖУК") == "nandu ol łodz жук")
    #expect(VietnameseText.folded("") == "")
  }

  @Test("Every Vietnamese letter folds to one ASCII letter in four ways of writing it")
  func everyLetter() {
    for letter in Self.letters {
      for form in [String(letter), letter.uppercased()] {
        let folded = VietnameseText.folded(form.precomposedStringWithCanonicalMapping)
        #expect(folded.utf8.count == 1, "\(letter)")
        #expect(
          VietnameseText.folded(form.decomposedStringWithCanonicalMapping) == folded,
          "\(letter)"
        )
      }
    }
  }

  @Test("Composition agrees with Foundation's on 5,000 random Latin texts")
  func composition() {
    var random = SeededGenerator(seed: 7)
    let marks = Array(0x300...0x331) + [0x340, 0x341]
    let bases =
      Array(0x41...0x5A) + Array(0x61...0x7A) + Array(0xC0...0x17F)
      + Array(0x1EA0...0x1EF9)
    for _ in 0..<5000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let pool = Bool.random(using: &random) ? marks : bases
        let value = pool[Int.random(in: 0..<pool.count, using: &random)]
        if let scalar = Unicode.Scalar(UInt32(value)) { scalars.append(scalar) }
      }
      let text = String(scalars)
      let own = Array(VietnameseText.composed(text).unicodeScalars)
      let expected = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
      if own != expected { Issue.record("\(Array(scalars)): \(own), not \(expected)") }
    }
  }

  @Test("Letters come in the order of the alphabet, tones last")
  func order() {
    let words = [
      "an", "àn", "ản", "ãn", "án", "ạn", "an bình", "ang", "ăn", "ân", "bá", "da", "đa", "đá",
      "e", "ê", "o", "ô", "ơ", "ơi", "u", "ư",
    ]
    for (left, right) in zip(words, words.dropFirst()) {
      #expect(VietnameseText.precedes(left, right), "\(left) \(right)")
      #expect(!VietnameseText.precedes(right, left), "\(right) \(left)")
    }
    #expect(VietnameseText.sortKey("ĐÁ") == VietnameseText.sortKey("đá"))
    #expect(
      VietnameseText.sortKey("Đá ".decomposedStringWithCanonicalMapping)
        == VietnameseText.sortKey(" đá")
    )
  }

  @Test("The whole alphabet is in order, in both cases, behind digits")
  func alphabet() {
    let letters = ["9"] + "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz".map(String.init)
    for (left, right) in zip(letters, letters.dropFirst()) {
      #expect(VietnameseText.precedes(left, right), "\(left) \(right)")
      #expect(VietnameseText.precedes(left.uppercased(), right), "\(left) \(right)")
      #expect(VietnameseText.sortKey(right) == VietnameseText.sortKey(right.uppercased()))
    }
    #expect(VietnameseText.precedes("z", "я"))
  }

  @Test("People are ordered by their given name, then from the left")
  func people() {
    let sorted = [
      "Trần An", "Nguyễn Ánh", "Nguyễn Văn Anh", "Nguyễn Văn Ánh", "Lê Thị Bình", "Nguyễn Bình",
      "Nguyễn Thị Bình",
      "Nguyễn Văn Bình", "Phạm Đức Dũng", "Đỗ Đạt",
    ]
    var random = SeededGenerator(seed: 11)
    for _ in 0..<20 {
      let shuffled = sorted.shuffled(using: &random)
      #expect(
        shuffled.sorted {
          VietnameseText.personSortKey($0).lexicographicallyPrecedes(
            VietnameseText.personSortKey($1)
          )
        } == sorted
      )
    }
  }

  @Test("A tone on another letter of the word is the same tone")
  func toned() {
    #expect(VietnameseText.toned("Hoà Bình") == VietnameseText.toned("hòa bình"))
    #expect(VietnameseText.toned("hoa binh") != VietnameseText.toned("hòa bình"))
    #expect(VietnameseText.toned("Đường") == "đương2")
  }

  @Test("A terminal column is counted once for a letter with its marks, twice for a wide one")
  func columns() {
    #expect(VietnameseText.columns("Nguyễn") == 6)
    #expect(VietnameseText.columns("Nguyễn".decomposedStringWithCanonicalMapping) == 6)
    #expect(VietnameseText.columns("漢字 ok") == 7)
    #expect(VietnameseText.columns("") == 0)
    #expect(VietnameseText.padded("Sở", to: 4) == "Sở  ")
    #expect(VietnameseText.padded("Sở Nội", to: 4) == "Sở Nội")
    #expect(VietnameseText.truncated("Sở Nội vụ", to: 6) == "Sở Nộ…")
    #expect(VietnameseText.truncated("Sở Nội", to: 6) == "Sở Nội")
    #expect(VietnameseText.truncated("漢字漢字", to: 4) == "漢…")
  }
}

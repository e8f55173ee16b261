/// Which Latin letter carries which mark: the canonical decompositions of Unicode for the blocks
/// Latin-1, Latin Extended-A and -B and Latin Extended Additional.
///
/// The standard library compares by canonical equivalence but offers no normal form without
/// Foundation, so the pairs are written down here: for each mark, a letter and the letter with the
/// mark by turns.
enum LatinLetters {
  /// The letter and the mark of a composed letter, packed; 0 where there is nothing to take apart.
  static let decompositions: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 0x1F00)
    for (mark, letter, composed) in triples { table[Int(composed)] = letter << 16 | mark }
    // Deprecated tone marks of Vietnamese, which Unicode maps to the ordinary ones.
    table[0x340] = 0x300
    table[0x341] = 0x301
    return table
  }()

  /// The composed letter for a letter and a mark, keyed as `decompositions` is packed.
  static let compositions: [UInt32: UInt32] = Dictionary(
    triples.map { ($0.letter << 16 | $0.mark, $0.composed) },
    uniquingKeysWith: { first, _ in first }
  )

  /// The lower-case base letter of a scalar; 0 for a combining mark, which folding drops.
  static let folded: [UInt32] = (0..<0x1F00).map { scalar in
    if (0x300...0x36F).contains(scalar) { return 0 }
    var base = UInt32(scalar)
    while decompositions[Int(base)] >> 16 != 0 { base = decompositions[Int(base)] >> 16 }
    // D with stroke has no decomposition; it is a letter of its own.
    if base == 0x110 || base == 0x111 { return 0x64 }
    return Unicode.Scalar(base)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? base
  }

  private static var triples: [(mark: UInt32, letter: UInt32, composed: UInt32)] {
    pairs.flatMap { mark, text in
      let scalars = Array(text.unicodeScalars)
      return stride(from: 0, to: scalars.count - 1, by: 2).map {
        (mark: mark, letter: scalars[$0].value, composed: scalars[$0 + 1].value)
      }
    }
  }

  private static let pairs: [(UInt32, String)] = [
    // Grave.
    (
      0x300,
      "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừ"
        + "YỲyỳ"
    ),
    // Acute.
    (
      0x301,
      "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽ"
        + "ØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớ"
        + "ƯỨưứ"
    ),
    // Circumflex.
    (0x302, "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
    // Tilde.
    (0x303, "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
    // Macron.
    (
      0x304,
      "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹ"
        + "ṚṜṛṝ"
    ),
    // Breve.
    (0x306, "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"),
    // Dot above.
    (
      0x307,
      "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤ"
        + "śṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"
    ),
    // Diaeresis.
    (0x308, "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
    // Hook above.
    (0x309, "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
    // Ring.
    (0x30A, "AÅaåUŮuůwẘyẙ"),
    // Double acute.
    (0x30B, "OŐoőUŰuű"),
    // Caron.
    (
      0x30C,
      "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩ"
        + "ƷǮʒǯjǰHȞhȟ"
    ),
    // Double grave.
    (0x30F, "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
    // Inverted breve.
    (0x311, "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
    // Horn.
    (0x31B, "OƠoơUƯuư"),
    // Dot below.
    (
      0x323,
      "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiị"
        + "OỌoọƠỢơợUỤuụƯỰưựYỴyỵ"
    ),
    // Diaeresis below.
    (0x324, "UṲuṳ"),
    // Ring below.
    (0x325, "AḀaḁ"),
    // Comma below.
    (0x326, "SȘsșTȚtț"),
    // Cedilla.
    (0x327, "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
    // Ogonek.
    (0x328, "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    // Circumflex below.
    (0x32D, "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
    // Breve below.
    (0x32E, "HḪhḫ"),
    // Tilde below.
    (0x330, "EḚeḛIḬiḭUṴuṵ"),
    // Macron below.
    (0x331, "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
  ]
}

import Formats
import TestSupport
import Testing

@Suite("JSONText")
struct JSONTextTests {
  private func parse(_ text: String) throws(FormatError) -> JSONText {
    try JSONText(parsing: Array(text.utf8)[...], path: "config.json")
  }

  @Test("objects keep the order of their keys and everything is on one line")
  func writing() {
    let value = JSONText.object([
      ("zebra", .integer(1)), ("ant", .array([.bool(true), .bool(false), .null])), ("empty", .object([])),
      ("none", .array([])), ("text", .string("ok")),
    ])
    #expect(value.description == #"{"zebra":1,"ant":[true,false,null],"empty":{},"none":[],"text":"ok"}"#)
  }

  @Test(
    "numbers that JSON cannot express are null",
    arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
  func notFinite(value: Double) {
    #expect(JSONText.number(value).description == "null")
  }

  @Test(
    "finite numbers read back as themselves",
    arguments: [
      0.1, -0.0, 1e-5, 5e20, .pi, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 105.58, 1 / 3,
    ])
  func numbers(value: Double) throws {
    let read = try parse(JSONText.number(value).description).numberValue
    #expect(read?.bitPattern == value.bitPattern)
  }

  @Test("random numbers read back as themselves", arguments: [1, 2, 3] as [UInt64])
  func randomNumbers(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let value = Double(bitPattern: generator.next())
      let integer = Int(truncatingIfNeeded: generator.next())
      if value.isFinite {
        #expect(try parse(JSONText.number(value).description).numberValue == value)
      }
      #expect(try parse(JSONText.integer(integer).description).integerValue == integer)
    }
  }

  @Test(
    "strings are escaped",
    arguments: [
      ("plain", #""plain""#), ("a\"b\\c/d", #""a\"b\\c/d""#), ("\n\r\t", #""\n\r\t""#),
      ("\0\u{1b}\u{1f}", #""\u0000\u001b\u001f""#), ("\u{7f}\u{9b}", #""\u007f\u009b""#),
      ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("Größe 🎲", "\"Größe 🎲\""),
    ])
  func strings(text: String, expected: String) throws {
    #expect(JSONText.string(text).description == expected)
    #expect(try parse(expected).stringValue == text)
  }

  @Test("every scalar of the basic plane survives a round trip, and none of the text is a control character")
  func allScalars() throws {
    let text = String(String.UnicodeScalarView((0...UInt32(0xffff)).compactMap(Unicode.Scalar.init)))
    let written = JSONText.string(text).description
    #expect(try parse(written).stringValue.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    #expect(written.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
  }

  @Test(
    "values of every kind are read",
    arguments: [
      ("null", "null"), (" true ", "true"), ("false", "false"), ("-0", "0"), ("12", "12"),
      ("-12.5e1", "-125"),
      ("1E+2", "100"), ("[ 1 , [ ] , { } ]", "[1,[],{}]"),
      ("{ \"a\" : 1 ,\n\t\"b\":[2]}\r\n", #"{"a":1,"b":[2]}"#),
      (#""\u0041\u00e9\ud83c\udfb2\/\b\f""#, "\"Aé🎲/\\u0008\\u000c\""),
      ("9223372036854775808", "9.223372036854776e+18"),
    ])
  func reading(text: String, expected: String) throws {
    #expect(try parse(text).description == expected)
  }

  @Test("members are found by key and values by their kind")
  func access() throws {
    let value = try parse(#"{"a":1,"b":"x","c":[2.5],"d":true}"#)
    #expect(value["a"]?.integerValue == 1)
    #expect(value["a"]?.numberValue == 1)
    #expect(value["b"]?.stringValue == "x")
    #expect(value["c"]?.arrayValue?.first?.numberValue == 2.5)
    #expect(value["c"]?.arrayValue?.first?.integerValue == nil)
    #expect(value["e"] == nil && value["b"]?["a"] == nil)
    #expect(value["a"]?.stringValue == nil && value["b"]?.numberValue == nil && value["d"]?.arrayValue == nil)
  }

  @Test(
    "malformed text is an error with its offset",
    arguments: [
      ("", 0, JSONDefect.endsEarly), ("  ", 2, .endsEarly), ("{", 1, .endsEarly), ("[1,", 3, .endsEarly),
      ("\"a", 2, .endsEarly), ("{\"a\"", 4, .endsEarly), ("tru", 0, .expectedValue),
      ("[1,]", 3, .expectedValue),
      ("{1:2}", 1, .expectedKey), ("{\"a\":1,}", 7, .expectedKey), ("{\"a\" 1}", 5, .expectedColon),
      ("{\"a\":1 2}", 7, .expectedCommaOrBrace), ("[1 2]", 3, .expectedCommaOrBracket),
      ("1 2", 2, .trailingText),
      ("01", 1, .trailingText), ("[-]", 1, .badNumber), ("[1.x]", 1, .badNumber), ("1e999", 0, .badNumber),
      (#"["\q"]"#, 2, .badEscape), (#"["\u12g4"]"#, 2, .badEscape), (#"["\ud800"]"#, 2, .badEscape),
      (#"["\ud800\u0041"]"#, 2, .badEscape), (#"["\udc00"]"#, 2, .badEscape), (#""\u12"#, 5, .endsEarly),
      ("[\"a\nb\"]", 3, .controlCharacter), ("{\"a\":1,\"a\":2}", 7, .duplicateKey("a")),
    ])
  func malformed(text: String, offset: Int, defect: JSONDefect) {
    #expect(throws: FormatError.json(path: "config.json", offset: offset, defect: defect)) { try parse(text) }
  }

  @Test("bytes that are not UTF-8 are an error with the offset of their string")
  func notUTF8() {
    #expect(throws: FormatError.json(path: "x", offset: 1, defect: .notUTF8)) {
      try JSONText(parsing: [0x5b, 0x22, 0xc0, 0x80, 0x22, 0x5d], path: "x")
    }
  }

  @Test("nesting is limited", arguments: ["[", "{\"a\":"])
  func nesting(opening: String) {
    let text = String(repeating: opening, count: 100_000)
    #expect(
      throws: FormatError.json(
        path: "config.json", offset: 64 * opening.utf8.count, defect: .tooDeep(limit: 64))
    ) { try parse(text) }
  }

  @Test("the wording has the file, the byte, what is wrong and the fix")
  func wording() {
    let error = #expect(throws: FormatError.self) { try parse("{\"a\" 1}") }
    #expect(
      error?.description
        == "config.json: at byte 5, a colon is expected after a JSON key; the file is damaged, "
        + "write it again")
    #expect(error?.kind == .badData)
  }

  @Test(
    "text cut or changed anywhere is a value or an error, never a crash", arguments: [1, 2, 3] as [UInt64])
  func hostile(seed: UInt64) throws {
    let text = Array(#"{"a":[1,-2.5e3,"x\u00e9\n"],"b":{"c":null,"d":true},"e":"🎲"}"#.utf8)
    var generator = SplitMix64(seed: seed)
    for length in 0..<text.count {
      #expect(throws: FormatError.self) { try JSONText(parsing: text[..<length], path: "x") }
      var changed = text
      changed[length] = UInt8.random(in: 0...255, using: &generator)
      do throws(FormatError) {
        let value = try JSONText(parsing: changed[...], path: "x")
        #expect(try parse(value.description).description == value.description)
      } catch {
        #expect(error.kind == .badData)
      }
    }
  }
}

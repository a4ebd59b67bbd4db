import Formats
import SystemLibrary
import Testing

@Suite("FormatError")
struct FormatErrorTests {
  @Test(
    "every failure has its wording, with a fix, and its kind",
    arguments: [
      (
        FormatError.cannotOpen(path: "f", code: EACCES), FormatError.Kind.noInput,
        "f: permission denied; change the file's permissions or give another file"
      ),
      (
        .cannotOpen(path: "f", code: EIO), .inputOutput,
        "f: it cannot be opened (Input/output error); check the file and its disk"
      ),
      (
        .cannotRead(path: "f", offset: 12, code: EIO), .inputOutput,
        "f: reading failed at byte 12 (Input/output error); check the disk"
      ),
      (
        .cannotCreate(path: "f", code: EACCES), .cannotCreate,
        "f: the file cannot be written: permission denied; change the directory's permissions or choose another place"
      ),
      (
        .cannotCreate(path: "f", code: EROFS), .cannotCreate,
        "f: the file cannot be written: the file system is read-only; choose another place"
      ),
      (
        .cannotCreate(path: "f", code: ENOSPC), .inputOutput,
        "f: the file cannot be written: the disk is full; free some space and try again"
      ),
      (
        .cannotCreateDirectory(path: "d", code: EDQUOT), .inputOutput,
        "d: the directory cannot be created: the disk is full; free some space and try again"
      ),
      (
        .cannotWrite(path: "f", code: EIO), .inputOutput,
        "f: writing failed: Input/output error; choose another place or check the disk"
      ),
      (
        .gzip(path: "f", offset: 3, defect: .outOfMemory), .inputOutput,
        "f: not enough memory to unpack it; close other programs and try again"
      ),
      (
        .png(path: "f", defect: .notPNG(start: [0xff, 0xd8, 0xff, 0xe0, 0])), .badData,
        "f: this is not a PNG file: it begins with the bytes ff d8 ff e0, as a JPEG does; convert it to PNG"
      ),
      (
        .png(path: "f", defect: .endsEarly(fileSize: 12)), .badData,
        "f: the PNG data ends early, at byte 12 of the file; fetch the file again"
      ),
      (
        .png(path: "f", defect: .corrupt(reason: "IDAT: \n")), .badData,
        "f: the PNG data is damaged (IDAT: \\u{a}); fetch the file again"
      ),
      (
        .png(path: "f", defect: .tooLarge(width: 9, height: 8, limit: 7)), .badData,
        "f: the picture has 9 x 8 pixels, but at most 7, and 65536 on a side, can be read; make it smaller"
      ),
      (
        .cannotReplace(path: "f", kind: .socket), .cannotCreate,
        "f: this is a socket, so no file can be written there; choose another name"
      ),
    ])
  func wording(error: FormatError, kind: FormatError.Kind, line: String) {
    #expect(error.kind == kind)
    #expect(error.description == line)
  }
}

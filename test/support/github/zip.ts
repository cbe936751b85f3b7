import { crc32, deflateRawSync } from "node:zlib";

type Entry = { readonly path: string; readonly text: string | Buffer };

/** The same 26 bytes stand in a file's local header and, after two more, in the directory. */
function commonHeader(bytes: Buffer, packed: Buffer, path: string): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x0800, 2); // the path is UTF-8
  header.writeUInt16LE(8, 4); // deflated
  header.writeUInt16LE(0x21, 8); // 1980-01-01: the same bytes every time
  header.writeUInt32LE(crc32(bytes), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(bytes.length, 18);
  header.writeUInt16LE(Buffer.byteLength(path), 22);
  return header;
}

/** A zip archive as `actions/upload-artifact` makes one; paths are written as they are. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, text } of entries) {
    const bytes = Buffer.from(text);
    const packed = deflateRawSync(bytes);
    const common = commonHeader(bytes, packed, path);
    const file = [Buffer.from("PK\x03\x04"), common, Buffer.from(path), packed];
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x03"), common, tail, Buffer.from(path));
    files.push(...file);
    offset += Buffer.concat(file).length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
}

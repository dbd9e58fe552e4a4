/**
 * Frames between the server and a jailed child: a 4-byte big-endian length, one byte of kind, then the payload. A JSON
 * frame is a message; a binary frame is the attachment of the message that follows it.
 */
export const FrameKind = { json: 0, binary: 1 } as const;

export interface Frame {
  readonly kind: number;
  readonly payload: Buffer;
}

export interface FrameCaps {
  readonly jsonBytes: number;
  readonly binaryBytes: number;
}

const headerBytes = 5;

export function encodeFrame(kind: number, payload: Uint8Array): Buffer {
  const header = Buffer.allocUnsafe(headerBytes);
  header.writeUInt32BE(payload.byteLength, 0);
  header.writeUInt8(kind, 4);
  return Buffer.concat([header, payload]);
}

/** Cuts a stream of bytes into frames. Throws on a frame above its cap before any of its payload is kept. */
export class FrameDecoder {
  readonly #caps: FrameCaps;
  #chunks: Buffer[] = [];
  #buffered = 0;
  #awaited: { readonly kind: number; readonly length: number } | undefined;

  constructor(caps: FrameCaps) {
    this.#caps = caps;
  }

  *push(chunk: Buffer): Generator<Frame> {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    for (;;) {
      if (!this.#awaited) {
        if (this.#buffered < headerBytes) return;
        this.#awaited = this.#readHeader();
      }
      if (this.#buffered < this.#awaited.length) return;
      const { kind, length } = this.#awaited;
      this.#awaited = undefined;
      yield { kind, payload: this.#take(length) };
    }
  }

  #readHeader(): { kind: number; length: number } {
    const header = this.#take(headerBytes);
    const length = header.readUInt32BE(0);
    const kind = header.readUInt8(4);
    if (kind !== FrameKind.json && kind !== FrameKind.binary) throw new RangeError(`Unknown frame kind ${kind}`);
    const cap = kind === FrameKind.json ? this.#caps.jsonBytes : this.#caps.binaryBytes;
    if (length > cap) throw new RangeError(`A frame of ${length} bytes is above the cap of ${cap}`);
    return { kind, length };
  }

  #take(length: number): Buffer {
    const all = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const rest = all.subarray(length);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#buffered = rest.length;
    return all.subarray(0, length);
  }
}

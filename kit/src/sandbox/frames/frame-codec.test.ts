import { describe, expect, test } from '@jest/globals';
import { encodeFrame, FrameDecoder, FrameKind } from './frame-codec.ts';

const caps = { jsonBytes: 100, binaryBytes: 1000 };

describe('FrameDecoder', () => {
  test('finds frames however the bytes are cut', () => {
    const bytes = Buffer.concat([
      encodeFrame(FrameKind.binary, Buffer.alloc(300, 7)),
      encodeFrame(FrameKind.json, Buffer.from('{"a":1}')),
      encodeFrame(FrameKind.json, Buffer.alloc(0)),
    ]);
    for (const size of [1, 2, 3, 7, 100, bytes.length]) {
      const decoder = new FrameDecoder(caps);
      const lengths: number[] = [];
      for (let start = 0; start < bytes.length; start += size) {
        for (const frame of decoder.push(bytes.subarray(start, start + size))) lengths.push(frame.payload.length);
      }
      expect(lengths).toEqual([300, 7, 0]);
    }
  });

  test('refuses a frame above the cap of its kind as soon as the header is there', () => {
    const header = encodeFrame(FrameKind.json, Buffer.alloc(101)).subarray(0, 5);
    expect(() => [...new FrameDecoder(caps).push(header)]).toThrow(RangeError);
  });

  test('refuses an unknown kind', () => {
    expect(() => [...new FrameDecoder(caps).push(encodeFrame(2, Buffer.alloc(1)))]).toThrow(RangeError);
  });
});

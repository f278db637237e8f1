/** An image built is an image read; one changed header bit and it is none. */
import { describe, expect, test } from 'vitest';
import { buildLinuxImage, LINUX_IMAGE_HEADER_BYTES, readLinuxImage } from '../../src/formats/linux-image.ts';

describe.each([
  ['x86_64', '6.1.0-56-amd64', [0x1fe, 0x202]],
  ['arm', '6.1.0-50-armmp', [0x24, 0x30]],
  ['arm64', '6.1.0-50-arm64', [0x38]],
] as const)('%s', (architecture, release, magics) => {
  const image = buildLinuxImage({ architecture, release, sizeBytes: 0x2000 });

  test('says which kernel it is', () => {
    expect(image.length).toBe(0x2000);
    expect(readLinuxImage(image.subarray(0, LINUX_IMAGE_HEADER_BYTES))).toEqual({ architecture, release });
  });

  test('is none with a damaged magic or a header cut short', () => {
    for (const offset of magics) {
      const damaged = image.slice();
      damaged[offset]! ^= 1;
      expect(readLinuxImage(damaged)).toBeNull();
    }
    expect(readLinuxImage(image.subarray(0, LINUX_IMAGE_HEADER_BYTES - 1))).toBeNull();
  });
});

test('zeros and a version string that points beyond the header are no image', () => {
  expect(readLinuxImage(new Uint8Array(LINUX_IMAGE_HEADER_BYTES))).toBeNull();
  const image = buildLinuxImage({ architecture: 'x86_64', release: '6.1', sizeBytes: 0x2000 });
  new DataView(image.buffer).setUint16(0x20e, 0xffff, true);
  expect(readLinuxImage(image)).toBeNull();
});

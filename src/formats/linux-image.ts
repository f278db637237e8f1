/**
 * A kernel image file as a loader sees it: the header fields that loaders check, and which kernel it is.
 *
 * Headers mirror Linux `Documentation/arch/x86/boot.rst` (bzImage), `arch/arm/boot/compressed/head.S` (zImage) and
 * `Documentation/arch/arm64/booting.rst` (Image). The payload behind them stands in for the compressed kernel: bytes without meaning that depend on the release only. Real zImages hold
 * the version inside the compressed part; here it stands in clear at a fixed place, so that a loaded image can be told from
 * RAM alone.
 */
import type { Architecture } from '../profiles/kernel.ts';
import { latin1Bytes, latin1Text } from '../sim/bytes.ts';

export interface LinuxImage {
  readonly architecture: Architecture;
  /** As `uname -r`. */
  readonly release: string;
  readonly sizeBytes: number;
  /** What it takes in RAM with its bss, which arm64 headers say; absent: as much as the file. */
  readonly memoryBytes?: number;
}

/** x86: setup_sects at 0x1f1, boot_flag at 0x1fe, "HdrS" at 0x202, protocol at 0x206, kernel_version at 0x20e. */
const X86_SETUP_SECTS = 15;
const X86_BOOT_FLAG = 0xaa55;
const X86_MAGIC = 0x53726448; // "HdrS"
const X86_PROTOCOL = 0x020f;
/** boot.rst: kernel_version is the offset of the string, less 0x200. */
const X86_VERSION_OFFSET = 0x600;
/** ARM: magic at 0x24, start at 0x28, end at 0x2c, byte order mark at 0x30. */
const ARM_MAGIC = 0x016f2818;
const ARM_BYTE_ORDER_MARK = 0x04030201;
const ARM_NOP = 0xe1a00000; // mov r0, r0
const ARM_VERSION_OFFSET = 0x400;
/** arm64: two instructions, the first of which begins with "MZ", then text_offset, image_size, flags, and "ARM\x64" at 0x38. */
const ARM64_CODE = [0xfa405a4d, 0x14000000]; // ccmp x18, #0, #0xd, pl; b
const ARM64_MAGIC = 0x644d5241;
const ARM64_FLAGS = 0xa; // pages of 4 KiB, lies anywhere
/** Bytes of the first page that a reader needs. */
export const LINUX_IMAGE_HEADER_BYTES = 0x800;
const RELEASE_LIMIT = 128;

/** The image's bytes. Architectures without a header of their own here get the ARM one's place for the version. */
export function buildLinuxImage(image: LinuxImage): Uint8Array {
  const bytes = standInBytes(image.release, image.sizeBytes);
  const view = new DataView(bytes.buffer);
  const versionOffset = image.architecture === 'x86_64' ? X86_VERSION_OFFSET : ARM_VERSION_OFFSET;
  if (image.architecture === 'x86_64') {
    view.setUint8(0x1f1, X86_SETUP_SECTS);
    view.setUint16(0x1fe, X86_BOOT_FLAG, true);
    view.setUint32(0x202, X86_MAGIC, true);
    view.setUint16(0x206, X86_PROTOCOL, true);
    view.setUint16(0x20e, X86_VERSION_OFFSET - 0x200, true);
  } else if (image.architecture === 'arm64') {
    ARM64_CODE.forEach((code, index) => {
      view.setUint32(4 * index, code, true);
    });
    bytes.fill(0, 0x08, 0x40);
    view.setBigUint64(0x10, BigInt(image.memoryBytes ?? image.sizeBytes), true);
    view.setUint32(0x18, ARM64_FLAGS, true);
    view.setUint32(0x38, ARM64_MAGIC, true);
  } else {
    for (let at = 0; at < 0x20; at += 4) view.setUint32(at, ARM_NOP, true);
    view.setUint32(0x24, ARM_MAGIC, true);
    view.setUint32(0x28, 0, true);
    view.setUint32(0x2c, image.sizeBytes, true);
    view.setUint32(0x30, ARM_BYTE_ORDER_MARK, true);
  }
  bytes.set(latin1Bytes(`Linux version ${image.release}\0`), versionOffset);
  return bytes;
}

/** What a loaded image says of itself, from its first `LINUX_IMAGE_HEADER_BYTES`; null when a header field is wrong. */
export function readLinuxImage(
  header: Uint8Array,
): { architecture: 'x86_64' | 'arm' | 'arm64'; release: string } | null {
  if (header.length < LINUX_IMAGE_HEADER_BYTES) return null;
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const isX86 = view.getUint32(0x202, true) === X86_MAGIC && view.getUint16(0x1fe, true) === X86_BOOT_FLAG;
  const isArm = view.getUint32(0x24, true) === ARM_MAGIC && view.getUint32(0x30, true) === ARM_BYTE_ORDER_MARK;
  const isArm64 = view.getUint32(0x38, true) === ARM64_MAGIC;
  if (!isX86 && !isArm && !isArm64) return null;
  const offset = isX86 ? view.getUint16(0x20e, true) + 0x200 : ARM_VERSION_OFFSET;
  const text = latin1Text(header.subarray(offset, offset + RELEASE_LIMIT));
  const match = /^Linux version ([^\0\s]+)\0/.exec(text);
  return match === null ? null : { architecture: isX86 ? 'x86_64' : isArm64 ? 'arm64' : 'arm', release: match[1]! };
}

/** Bytes without meaning, the same for each release: xorshift32 seeded with the release's characters. */
export function standInBytes(release: string, sizeBytes: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4));
  let state = 0x9e3779b9;
  for (const character of release) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return new Uint8Array(words.buffer, 0, sizeBytes);
}

/** The old sums of coreutils 9.1: POSIX CRC (`src/cksum.c`), BSD and System V sums (`src/sum.c`). */

/** A sum being computed. */
export interface RunningSum {
  update(bytes: Uint8Array): void;
  /** The sum and the size as they are printed. */
  text(showsNames: boolean): string;
}

const crcTable = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  crcTable[byte] = value;
}

function crcStep(crc: number, byte: number): number {
  return (crc << 8) ^ crcTable[((crc >>> 24) ^ byte) & 255]!;
}

function crcSum(): RunningSum {
  let crc = 0;
  let length = 0;
  return {
    update(bytes) {
      length += bytes.length;
      for (let at = 0; at < bytes.length; at++) crc = crcStep(crc, bytes[at]!);
    },
    text() {
      let all = crc;
      for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) all = crcStep(all, rest % 256);
      return `${~all >>> 0} ${length}`;
    },
  };
}

function bsdSum(): RunningSum {
  let sum = 0;
  let length = 0;
  return {
    update(bytes) {
      length += bytes.length;
      for (let at = 0; at < bytes.length; at++) sum = ((sum >> 1) + ((sum & 1) << 15) + bytes[at]!) & 0xffff;
    },
    text: () => `${String(sum).padStart(5, '0')} ${String(Math.ceil(length / 1024)).padStart(5)}`,
  };
}

function sysvSum(): RunningSum {
  let sum = 0;
  let length = 0;
  return {
    update(bytes) {
      length += bytes.length;
      for (let at = 0; at < bytes.length; at++) sum = (sum + bytes[at]!) >>> 0;
    },
    text() {
      const folded = (sum & 0xffff) + (sum >>> 16);
      return `${(folded & 0xffff) + (folded >>> 16)} ${Math.ceil(length / 512)}`;
    },
  };
}

/** By the name `cksum -a` knows them under. */
export const sumAlgorithms = { bsd: bsdSum, sysv: sysvSum, crc: crcSum } as const;

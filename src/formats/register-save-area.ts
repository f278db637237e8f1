/**
 * The register save area: what POWER firmware writes of the CPUs of a dead kernel.
 *
 * Facts: PAPR 7.4.9 and Linux v6.1 `rtas-fadump.h` (struct rtas_fadump_reg_save_area_header, rtas_fadump_reg_entry). Big-endian: a magic
 * number, the offset of the number of CPUs, and entries of 16 bytes right behind that number: a name of 8 ASCII characters and a value. `CPUSTRT`
 * and `CPUEND` enclose the registers of a CPU; their values are its number.
 */
const MAGIC = 0x5245475341564500n; // "REGSAVE\0"
const HEADER_BYTES = 16;
const COUNT_BYTES = 4;
const ENTRY_BYTES = 16;

const nameId = (name: string) =>
  [...name.padEnd(8, '\0')].reduce((id, letter) => (id << 8n) | BigInt(letter.charCodeAt(0)), 0n);
const CPU_START = nameId('CPUSTRT');
const CPU_END = nameId('CPUEND');

const words = (text: string) => text.split(' ');
const GENERAL = Array.from({ length: 32 }, (_, index) => `GPR${String(index).padStart(2, '0')}`);
/** What QEMU's firmware saves of a CPU, in its order; start and end marks apart. */
const SAVED_REGISTERS: readonly string[] = [
  ...words(
    'ACOP AMR BESCR CFAR CIABR CR CTR CTRL DABR DABRX DAR DAWR0 DAWR1 DAWRX0 DAWRX1 DPDES DSCR DSISR EBBHR EBBRR',
  ),
  ...words('FPSCR FSCR'),
  ...GENERAL,
  ...words(
    'IAMR IC LR MSR NIA PIR PSPB PVR RPR SPURR SRR0 SRR1 TAR TEXASR TFHAR TFIAR TIR UAMOR VRSAVE VSCR VTB WORT XER',
  ),
];

/** The registers of one CPU by their names there (`GPR00`, `NIA`); those that are missing are 0. */
export interface SavedCpu {
  readonly cpu: number;
  readonly registers: Readonly<Record<string, bigint>>;
}

/** Bytes that QEMU's firmware asks for: its header has 12 bytes too many. */
export function registerSaveAreaBytes(cpus: number): number {
  return HEADER_BYTES + 12 + COUNT_BYTES + cpus * (SAVED_REGISTERS.length + 2) * ENTRY_BYTES;
}

/** The area as QEMU's firmware fills it: the number of CPUs stands right behind the header. At most
 * `sizeBytes`, and what is behind the last CPU is left out. */
export function encodeRegisterSaveArea(cpus: readonly SavedCpu[], sizeBytes: number): Uint8Array {
  const entries = cpus.flatMap(({ cpu, registers }) => [
    [CPU_START, BigInt(cpu)] as const,
    ...SAVED_REGISTERS.map((name) => [nameId(name), registers[name] ?? 0n] as const),
    [CPU_END, BigInt(cpu)] as const,
  ]);
  const bytes = new Uint8Array(registerSaveAreaBytes(cpus.length));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, MAGIC);
  view.setUint32(12, HEADER_BYTES);
  view.setUint32(HEADER_BYTES, cpus.length);
  entries.forEach(([id, value], index) => {
    const at = HEADER_BYTES + COUNT_BYTES + index * ENTRY_BYTES;
    view.setBigUint64(at, id);
    view.setBigUint64(at + 8, BigInt.asUintN(64, value));
  });
  return bytes.subarray(0, sizeBytes);
}

/** No magic number, or no CPU where one must begin. */
export type RegisterSaveFault = 'no-magic' | 'no-cpu-start';

/** How many CPUs the area says it has; null: no magic number, or no room for the count. */
export function savedCpuCount(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HEADER_BYTES || view.getBigUint64(0) !== MAGIC) return null;
  const countAt = view.getUint32(12);
  return countAt + COUNT_BYTES > bytes.length ? null : view.getUint32(countAt);
}

/**
 * The CPUs in the area. A kernel has no end to go by but CPUEND; where the area ends before, the CPU is taken as far as it goes, and
 * where the next one does not begin with its mark the area is at fault.
 */
export function readRegisterSaveArea(bytes: Uint8Array): readonly SavedCpu[] | RegisterSaveFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HEADER_BYTES || view.getBigUint64(0) !== MAGIC) return 'no-magic';
  const countAt = view.getUint32(12);
  if (countAt + COUNT_BYTES > bytes.length) return 'no-cpu-start';
  const count = view.getUint32(countAt);
  const cpus: SavedCpu[] = [];
  let at = countAt + COUNT_BYTES;
  const isInside = () => at + ENTRY_BYTES <= bytes.length;
  while (cpus.length < count) {
    if (!isInside() || view.getBigUint64(at) !== CPU_START) return 'no-cpu-start';
    const cpu = view.getUint32(at + 12);
    const registers: Record<string, bigint> = {};
    for (at += ENTRY_BYTES; isInside() && view.getBigUint64(at) !== CPU_END; at += ENTRY_BYTES) {
      registers[nameAt(bytes, at)] = view.getBigUint64(at + 8);
    }
    at += ENTRY_BYTES;
    cpus.push({ cpu, registers });
  }
  return cpus;
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 8)).split('\0', 1)[0]!;
}

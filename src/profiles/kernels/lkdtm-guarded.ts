/**
 * LKDTM's USERCOPY_* and FORTIFY_* types on x86: **composed, not recorded**.
 *
 * Lines as `drivers/misc/lkdtm/usercopy.c` and `fortify.c` print them; where the kernel checks, the reports of `mm/usercopy.c`
 * (usercopy_abort) and `lib/string_helpers.c` (fortify_panic; __fortify_report of 6.12) on the registers of the kernel's own list
 * corruption and on its own frames below the type.
 *
 * Line numbers, offsets, sizes and code bytes of the functions above those frames are stand-ins: a real kernel shows others. The code of
 * usercopy_abort is shaped after oopses published on the web (a Debian 6.1.0-22, an EL9 6.6), its addresses are altered.
 */
import type { CrashData, CrashPath, RecordedFault } from '../crash-data.ts';

export interface GuardedSources {
  readonly release: string;
  readonly own: CrashData;
  /** Frames of this kernel from the caller of a type's function down. */
  readonly tail: readonly string[];
}

/** A copy to or from user space that should not be done. */
interface UserCopy {
  readonly type: string;
  readonly caller: string;
  readonly before: string;
  /** What the check says: the object and where in it. */
  readonly report: string;
  readonly pointer: string;
  readonly sizeBytes: number;
  readonly isSlab: boolean;
  /** What follows where nothing checks; a `FAIL` with the missing option. */
  readonly survived: string;
}

const TOP = 0x3ff8;
/** Where the stack pointer of a type without report is taken to be. */
const SILENT_STACK_POINTER = 0x3dc0;
/** From the stack pointer of the report up to that of the check. */
const CHECK_ABOVE_REPORT = 0x30;
const STACK_DISTANCE = 72;
const VM_MMAP = 0x276e40;

function userCopies(stackPointer: number): readonly UserCopy[] {
  const away = (direction: 'TO' | 'FROM', report: string) =>
    direction === 'TO'
      ? `Kernel memory exposure attempt detected from ${report}!`
      : `Kernel memory overwrite attempt detected to ${report}!`;
  const slab = (direction: 'TO' | 'FROM') => {
    const call = `copy_${direction.toLowerCase()}_user`;
    const shared = { isSlab: true, survived: 'FAIL: bad usercopy not detected!' };
    return [
      {
        ...shared,
        type: `SLAB_SIZE_${direction}`,
        caller: 'do_usercopy_slab_size+0x1a4/0x2b0 [lkdtm]',
        before: `6 lkdtm: attempting good ${call} of correct size\n6 lkdtm: attempting bad ${call} of too large size`,
        report: away(direction, "SLUB object 'kmalloc-1k' (offset 16, size 1024)"),
        pointer: 'buffer+10',
        sizeBytes: 1024,
      },
      {
        ...shared,
        type: `SLAB_WHITELIST_${direction}`,
        caller: 'do_usercopy_slab_whitelist+0x155/0x260 [lkdtm]',
        before: `6 lkdtm: attempting good ${call} inside whitelist\n6 lkdtm: attempting bad ${call} outside whitelist`,
        report: away(direction, "SLUB object 'lkdtm-usercopy' (offset 255, size 64)"),
        pointer: 'buffer+ff',
        sizeBytes: 64,
      },
    ];
  };
  const stack = (type: string, direction: 'TO' | 'FROM', bad: number, offset: bigint, survived: string) => {
    const call = `copy_${direction.toLowerCase()}_user`;
    const before = `
6 lkdtm: good_stack: %{sp+a0}-%{sp+c0}
6 lkdtm: bad_stack : %{${fromStackPointer(bad)}}-%{${fromStackPointer(bad + 32)}}
6 lkdtm: attempting good ${call} of local stack
6 lkdtm: attempting bad ${call} of distant stack`;
    return {
      type,
      caller: 'do_usercopy_stack+0x14c/0x2a0 [lkdtm]',
      before,
      report: away(direction, `process stack (offset ${offset}, size 32)`),
      pointer: fromStackPointer(bad),
      sizeBytes: 32,
      isSlab: false,
      survived,
    };
  };
  const span = (type: string, place: string, report: string, pointer: string, survived: string) => ({
    type,
    caller: 'do_usercopy_page_span+0xe1/0x1a0 [lkdtm]',
    before: `
6 lkdtm: attempting good copy_to_user() from kernel ${place}: %{${pointer}}
6 lkdtm: attempting bad copy_to_user() from kernel ${place}: %{${pointer}}`,
    report: away('TO', report),
    pointer,
    sizeBytes: 4096,
    isSlab: false,
    survived,
  });
  const inFrame = CHECK_ABOVE_REPORT - STACK_DISTANCE;
  const beyond = TOP - stackPointer;
  const beyondOffset = BigInt.asUintN(64, BigInt(CHECK_ABOVE_REPORT - beyond));
  const notDetected = 'FAIL: bad copy_to_user() not detected!';
  return [
    ...slab('TO'),
    ...slab('FROM'),
    stack('STACK_FRAME_TO', 'TO', inFrame, BigInt(STACK_DISTANCE), ''),
    stack('STACK_FRAME_FROM', 'FROM', inFrame, BigInt(STACK_DISTANCE), ''),
    stack('STACK_BEYOND', 'TO', beyond, beyondOffset, '4 lkdtm: copy_to_user failed, but lacked Oops'),
    span(
      'VMALLOC',
      'vmalloc',
      'vmalloc (offset 2048, size 4096)',
      'vmalloc+45800',
      '4 lkdtm: Good, copy_to_user() failed, but lacked Oops(?!)',
    ),
    span('FOLIO', 'folio', 'page alloc (offset 6144, size 4096)', 'buffer+800', notDetected),
    {
      type: 'KERNEL',
      caller: 'lkdtm_USERCOPY_KERNEL+0xb3/0x130 [lkdtm]',
      before: `
6 lkdtm: attempting good copy_to_user from kernel rodata: %{modules+4100}
6 lkdtm: attempting bad copy_to_user from kernel text: %{kernel+${VM_MMAP.toString(16)}}`,
      report: away('TO', `kernel text (offset ${VM_MMAP}, size 4096)`),
      pointer: `kernel+${VM_MMAP.toString(16)}`,
      sizeBytes: 4096,
      isSlab: false,
      survived: notDetected,
    },
  ];
}

const fromStackPointer = (bytes: number): string =>
  bytes < 0 ? `sp-${(-bytes).toString(16)}` : `sp+${bytes.toString(16)}`;

/** The types with what a fortified copy says: `call` wrote `sizeBytes` into `roomBytes`. */
const overflows = [
  ['STR_OBJECT', 'strncpy', 20, 10, '6 lkdtm: trying to strcmp() past the end of a struct'],
  ['STR_MEMBER', 'strncpy', 15, 10, '6 lkdtm: trying to strncpy() past the end of a struct member...'],
  [
    'MEM_OBJECT',
    'memcpy',
    20,
    16,
    '6 lkdtm: trying to memcpy() past the end of a struct\n6 lkdtm: 0: 16\n6 lkdtm: 1: 16\n6 lkdtm: s: 20',
  ],
  ['STRSCPY', 'strscpy', 6, 5, ''],
] as const;

const MEM_MEMBER = '6 lkdtm: trying to memcpy() past the end of a struct member...';
const MEM_MEMBER_FAILED = '3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!';

const failed: Readonly<Record<string, string>> = {
  STR_OBJECT: '3 lkdtm: FAIL: fortify did not block a strncpy() object write overflow!',
  STR_MEMBER: '3 lkdtm: FAIL: fortify did not block a strncpy() struct member write overflow!',
  MEM_OBJECT: '3 lkdtm: FAIL: fortify did not block a memcpy() object write overflow!',
  STRSCPY: '3 lkdtm: FAIL: strscpy() overflow not detected!',
};

const lines = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n');

const said = (text: string): CrashPath => ({ before: text, stacks: [], fault: null, systemCall: 'write' });

/** USERCOPY_* and FORTIFY_* where neither CONFIG_HARDENED_USERCOPY nor CONFIG_FORTIFY_SOURCE is set. */
export function unguardedLkdtm(release: string): CrashData['paths'] {
  const without = (option: string) =>
    `4 lkdtm: This is probably expected, since this kernel (${release} x86_64) was built *without* CONFIG_${option}=y`;
  const paths: Record<string, CrashPath> = {};
  for (const { type, before, survived } of userCopies(SILENT_STACK_POINTER)) {
    const fail = survived.startsWith('FAIL') ? lines(`3 lkdtm: ${survived}`, without('HARDENED_USERCOPY')) : survived;
    paths[`lkdtm-USERCOPY_${type}`] = said(lines(before, fail));
  }
  for (const [type, , , , before] of overflows) {
    paths[`lkdtm-FORTIFY_${type}`] = said(lines(before, failed[type]!, without('FORTIFY_SOURCE')));
  }
  paths['lkdtm-FORTIFY_MEM_MEMBER'] = said(lines(MEM_MEMBER, MEM_MEMBER_FAILED, without('FORTIFY_SOURCE')));
  return paths;
}

/** What differs between the two hardened kernels. */
interface Guards {
  /** The list corruption whose registers and stack pointer are taken. */
  readonly model: string;
  readonly usercopy: Pick<RecordedFault, 'location' | 'instructionPointer' | 'code'>;
  readonly heapCheck: string;
  readonly sizeCheck: string;
  /** The BUG at the end of a fortified call. */
  readonly panic: Pick<RecordedFault, 'location' | 'instructionPointer' | 'code'>;
  /** The WARN before it, where the kernel has one. */
  readonly report: Pick<RecordedFault, 'location' | 'instructionPointer' | 'code'> | null;
}

const guards61: Guards = {
  model: 'lkdtm-CORRUPT_LIST_DEL',
  usercopy: {
    location: 'mm/usercopy.c:101',
    instructionPointer: 'usercopy_abort+0x75/0x77',
    code: '55 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 28 41 57 82 41 52 48 c7 c6 e7 94 55 82 48 c7 c7 c8 40 57 82 49 0f 45 f3 e8 da 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 72 41 57 82 e8 72',
  },
  heapCheck: '__check_heap_object+0xe3/0x110',
  sizeCheck: '__check_object_size.part.0+0x35/0x150',
  panic: {
    location: 'lib/string_helpers.c:1027',
    instructionPointer: 'fortify_panic+0xf/0x11',
    code: '48 89 ef 5b 5d e9 00 4a 6f ff 48 89 da 48 c7 c7 60 2e 3c 82 e8 c6 53 fe ff eb d5 48 89 fe 48 c7 c7 90 2e 3c 82 e8 b4 53 fe ff <0f> 0b 48 8b 54 24 10 48 8b 74 24 08 48 c7 c7 d8 2e 3c 82 e8 9c 53',
  },
  report: null,
};

const guards612: Guards = {
  model: 'lkdtm-CORRUPT_LIST_ADD',
  usercopy: {
    location: 'mm/usercopy.c:102',
    instructionPointer: 'usercopy_abort+0x6c/0x80',
    code: '61 58 82 50 48 c7 c2 62 61 58 82 57 48 c7 c7 28 df 59 82 48 0f 44 d6 48 c7 c6 88 df 59 82 4c 89 d1 49 0f 44 f3 e8 f6 f1 d5 ff <0f> 0b 49 c7 c1 d0 40 5b 82 4c 89 cf 4d 89 c8 eb a9 0f 1f 44 00 00',
  },
  heapCheck: '__check_heap_object+0xd7/0x120',
  sizeCheck: '__check_object_size+0x1c3/0x2f0',
  panic: {
    location: 'lib/string_helpers.c:1040',
    instructionPointer: '__fortify_panic+0xd/0xf',
    code: '90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 40 0f b6 ff e8 a3 ff ff ff <0f> 0b 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90',
  },
  report: {
    location: 'lib/string_helpers.c:1032',
    instructionPointer: '__fortify_report+0x43/0x50',
    code: 'c1 31 5a 4c 82 48 c7 c0 2a 5a 4c 82 48 0f 44 c8 49 89 d0 48 8b 34 fd 20 ae 06 82 4c 89 ca 48 c7 c7 40 a1 58 82 e8 5d 3a a4 ff <0f> 0b 48 83 c4 08 c3 cc cc cc cc 90 90 90 90 90 90 90 90 90 90 90',
  },
};

/** USERCOPY_* and FORTIFY_* of a kernel that checks them. */
export function guardedLkdtm({ release, own, tail }: GuardedSources): CrashData['paths'] {
  const guards = release.startsWith('6.12.') ? guards612 : guards61;
  const model = own.paths[guards.model];
  const stack = model?.stacks[0];
  if (!model?.fault || stack === undefined) return {};
  const { fault: modelFault } = model;
  const stackPointer = stack.stackPointers[0] ?? SILENT_STACK_POINTER;
  const stacksOf = (...callers: readonly string[]) => [
    { ...stack, stackPointers: [stackPointer], frames: ['<TASK>', ...callers, ...tail].join('\n') },
  ];
  const fault = (at: Partial<RecordedFault>, changes: Readonly<Record<number, string>> = {}): RecordedFault => {
    const words = modelFault.registers.split(' ');
    return { ...modelFault, ...at, registers: words.map((word, index) => changes[index] ?? word).join(' ') };
  };
  // printk returns the length of what it said.
  const said = (text: string) => ({ [RAX]: text.length.toString(16) });
  const paths: Record<string, CrashPath> = {};
  for (const { type, caller, before, report, pointer, sizeBytes, isSlab } of userCopies(stackPointer)) {
    const message = `usercopy: ${report}`;
    const checks = isSlab ? [guards.heapCheck, guards.sizeCheck] : [guards.sizeCheck];
    const registers = { ...said(message), [RBX]: pointer, [RBP]: sizeBytes.toString(16) };
    paths[`lkdtm-USERCOPY_${type}`] = {
      before: lines(before, `0 ${message}`),
      stacks: stacksOf(...checks, caller),
      fault: fault(guards.usercopy, registers),
      systemCall: 'write',
    };
  }
  for (const [type, call, sizeBytes, roomBytes, before] of overflows) {
    const name = `lkdtm-FORTIFY_${type}`;
    const caller = `lkdtm_FORTIFY_${type}+0x8f/0xa0 [lkdtm]`;
    const died = { stacks: stacksOf(caller), systemCall: 'write' };
    if (guards.report === null) {
      const message = `detected buffer overflow in ${call}`;
      paths[name] = { ...died, before: lines(before, `0 ${message}`), fault: fault(guards.panic, said(message)) };
      continue;
    }
    const message = `4 ${call}: detected buffer overflow: ${sizeBytes} byte write of buffer size ${roomBytes}`;
    paths[name] = {
      before,
      stacks: stacksOf(guards.panic.instructionPointer, caller),
      fault: fault({ ...guards.report, cause: 'warn', message }, { [RAX]: '0' }),
      next: `${name}/2`,
      systemCall: 'write',
    };
    paths[`${name}/2`] = { ...died, fault: fault(guards.panic, { [RAX]: '0' }) };
  }
  const place = 'drivers/misc/lkdtm/fortify.c:122';
  const spanning = `4 memcpy: detected field-spanning write (size 15) of single field "target.a" at ${place} (size 10)`;
  const instructionPointer = 'lkdtm_FORTIFY_MEM_MEMBER+0xb5/0x110 [lkdtm]';
  const warned = {
    cause: 'warn',
    isOnce: true,
    location: place,
    message: spanning,
    instructionPointer,
    code: SPANNING,
  } as const;
  paths['lkdtm-FORTIFY_MEM_MEMBER'] = {
    before: MEM_MEMBER,
    stacks: stacksOf(),
    fault: fault(warned, { [RAX]: '0' }),
    after: lines(
      MEM_MEMBER_FAILED,
      `3 lkdtm: Unexpected! This kernel (${release} x86_64) was built with CONFIG_FORTIFY_SOURCE=y`,
    ),
    systemCall: 'write',
  };
  return paths;
}

/** Places of registers in a report's order. */
const RAX = 0;
const RBX = 1;
const RBP = 6;

/** The module's call of __warn_printk and the ud2 behind it. */
const SPANNING =
  '3d 6d b1 00 00 00 75 d1 b9 0a 00 00 00 48 c7 c2 68 60 20 c0 48 89 de 48 c7 c7 c0 60 20 c0 c6 05 50 b1 00 00 01 e8 1f 2e ef c0 <0f> 0b eb b0 66 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90 90';

/**
 * LKDTM's USERCOPY_* and FORTIFY_* types on a kernel that checks neither: **read, not recorded**.
 *
 * The lines as `drivers/misc/lkdtm/usercopy.c` and `fortify.c` of 6.1 print them when nothing stops the copy; there is no report.
 * The addresses in them are drawn like those of the recorded kernels.
 */
import type { CrashData, CrashPath } from '../crash-data.ts';

const SLAB_FAILED = '3 lkdtm: FAIL: bad usercopy not detected!';
const COPY_FAILED = '3 lkdtm: FAIL: bad copy_to_user() not detected!';
const VM_MMAP = 'kernel+276e40';

/** USERCOPY types: what is tried, and what is said when it was not stopped. */
function userCopies(): Readonly<Record<string, readonly [string, string]>> {
  const slab = (call: string, good: string, bad: string): [string, string] => [
    `6 lkdtm: attempting good ${call} ${good}\n6 lkdtm: attempting bad ${call} ${bad}`,
    SLAB_FAILED,
  ];
  const size = (call: string) => slab(call, 'of correct size', 'of too large size');
  const whitelist = (call: string) => slab(call, 'inside whitelist', 'outside whitelist');
  const stack = (call: string, bad: string) => `
6 lkdtm: good_stack: %{sp+50}-%{sp+70}
6 lkdtm: bad_stack : ${bad}
6 lkdtm: attempting good ${call} of local stack
6 lkdtm: attempting bad ${call} of distant stack`;
  const span = (place: string, pointer: string) => `
6 lkdtm: attempting good copy_to_user() from kernel ${place}: %{${pointer}}
6 lkdtm: attempting bad copy_to_user() from kernel ${place}: %{${pointer}}`;
  const inFrame = '%{sp-28}-%{sp-8}';
  return {
    SLAB_SIZE_TO: size('copy_to_user'),
    SLAB_SIZE_FROM: size('copy_from_user'),
    SLAB_WHITELIST_TO: whitelist('copy_to_user'),
    SLAB_WHITELIST_FROM: whitelist('copy_from_user'),
    STACK_FRAME_TO: [stack('copy_to_user', inFrame), ''],
    STACK_FRAME_FROM: [stack('copy_from_user', inFrame), ''],
    STACK_BEYOND: [stack('copy_to_user', '%{sp+238}-%{sp+258}'), '4 lkdtm: copy_to_user failed, but lacked Oops'],
    VMALLOC: [span('vmalloc', 'vmalloc+3f800'), '4 lkdtm: Good, copy_to_user() failed, but lacked Oops(?!)'],
    FOLIO: [span('folio', 'buffer+800'), COPY_FAILED],
    KERNEL: [
      `
6 lkdtm: attempting good copy_to_user from kernel rodata: %{modules+4100}
6 lkdtm: attempting bad copy_to_user from kernel text: %{${VM_MMAP}}`,
      COPY_FAILED,
    ],
  };
}

/** FORTIFY types likewise. */
const fortified: Readonly<Record<string, readonly [string, string]>> = {
  STR_OBJECT: [
    '6 lkdtm: trying to strcmp() past the end of a struct',
    '3 lkdtm: FAIL: fortify did not block a strncpy() object write overflow!',
  ],
  STR_MEMBER: [
    '6 lkdtm: trying to strncpy() past the end of a struct member...',
    '3 lkdtm: FAIL: fortify did not block a strncpy() struct member write overflow!',
  ],
  MEM_OBJECT: [
    '6 lkdtm: trying to memcpy() past the end of a struct\n6 lkdtm: 0: 16\n6 lkdtm: 1: 16\n6 lkdtm: s: 20',
    '3 lkdtm: FAIL: fortify did not block a memcpy() object write overflow!',
  ],
  MEM_MEMBER: [
    '6 lkdtm: trying to memcpy() past the end of a struct member...',
    '3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!',
  ],
  STRSCPY: ['', '3 lkdtm: FAIL: strscpy() overflow not detected!'],
};

/** USERCOPY_* and FORTIFY_* where neither CONFIG_HARDENED_USERCOPY nor CONFIG_FORTIFY_SOURCE is set. */
export function unguardedLkdtm(release: string): CrashData['paths'] {
  const without = (option: string) =>
    `4 lkdtm: This is probably expected, since this kernel (${release} x86_64) was built *without* CONFIG_${option}=y`;
  const paths: Record<string, CrashPath> = {};
  const add = (type: string, option: string, [tried, survived]: readonly [string, string]) => {
    const lines = [tried.trim(), survived, survived.startsWith('3 ') ? without(option) : ''];
    const before = lines.filter(Boolean).join('\n');
    paths[`lkdtm-${type}`] = { before, stacks: [], fault: null, systemCall: 'write' };
  };
  for (const [type, lines] of Object.entries(userCopies())) add(`USERCOPY_${type}`, 'HARDENED_USERCOPY', lines);
  for (const [type, lines] of Object.entries(fortified)) add(`FORTIFY_${type}`, 'FORTIFY_SOURCE', lines);
  return paths;
}

/** The operator's system calls on a kernel without user space: pstore's files, function traces, and a few more. */
import type { KernelProfile } from '../profiles/kernel.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import { FunctionTrace, kallsyms } from './function-trace.ts';
import type { KernelParts } from './kernel-parts.ts';
import { BareCalls } from './operator-calls.ts';
import { ftraceFormat, ftraceText } from './pstore/ftrace.ts';
import { isFunctionTrace } from './pstore/inode.ts';
import { type KernelBehindFiles, userFiles } from './user-files.ts';

interface BareCallsInput {
  readonly kernel: KernelBehindFiles & { readonly profile: KernelProfile };
  readonly parts: KernelParts;
  readonly text: KernelText;
  readonly byteOrder: 'little' | 'big';
  pstoreMounted(): void;
}

export function bareCalls({ kernel, parts, text, byteOrder, pstoreMounted }: BareCallsInput): BareCalls {
  const { pstore } = parts.pstore;
  const { crash } = text;
  const { addresses } = parts.casualty;
  const functionTrace = new FunctionTrace(kernel.profile, crash, addresses, byteOrder);
  return new BareCalls({
    files: userFiles(kernel),
    pstoreFiles: () => (pstore.fs.isMounted ? pstore.fs.files() : null),
    // A function trace is text only now.
    readPstore: (file) =>
      isFunctionTrace(file)
        ? ftraceText(file.content, ftraceFormat(kernel.profile, byteOrder), kallsyms(crash, addresses))
        : file.content,
    unlinkPstore: (name) => pstore.fs.unlink(name),
    mountPstore: () => {
      pstore.mount();
      pstoreMounted();
    },
    traceWrite: () => {
      if (pstore.recordFtrace) functionTrace.traceWrite((cpu, record) => pstore.writeFtrace(cpu, record));
    },
  });
}

/**
 * The kernel stops inside its own code: a BUG, a fault, an endless loop. A value, never a JavaScript exception.
 *
 * Who gets one hands it on at once, as a real kernel would run nothing behind that point, and whoever owns the kernel turns
 * it into an oops or a hang.
 */
export interface KernelStop {
  /** `bug`: BUG_ON. `fault`: an access to an address that is not mapped. `abort`: one that nothing on the bus answers. `divide`: division by zero. `hang`: a loop without end. */
  readonly kind: 'bug' | 'fault' | 'abort' | 'divide' | 'hang';
  /** First line of the kernel's report, as `kernel BUG at lib/reed_solomon/decode_rs.c:43!`; for a hang, what loops. */
  readonly text: string;
  /** The function it happens in, as a trace would name it. */
  readonly where: string;
  /** It happens in an interrupt, and so is fatal. */
  readonly isInInterrupt?: boolean;
}

export function isKernelStop(value: unknown): value is KernelStop {
  return typeof value === 'object' && value !== null && 'kind' in value && 'where' in value;
}

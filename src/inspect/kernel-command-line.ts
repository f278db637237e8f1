/**
 * The words of a kernel command line that decide what becomes of a ramoops region.
 *
 * Words are cut as the kernel's `next_arg` cuts them (Linux v6.1 `lib/cmdline.c`): at white space, quotes keep it together.
 */
export interface RegionCommandLine {
  /** `pstore.compress=`: absent where not given; null for `none` and `(null)`, which is how sysfs shows none. */
  readonly compress?: string | null;
  /** `pstore.backend=`. */
  readonly backend?: string;
  /** `disable_radix` (ppc64le): the CPU uses the hash MMU. */
  readonly disableRadix: boolean;
  /** `ramoops.NAME=VALUE`, which modprobe hands to the module. */
  readonly ramoops: ReadonlyMap<string, string>;
}

export function parseRegionCommandLine(text: string): RegionCommandLine {
  const values = new Map<string, string | null>();
  for (const [name, value] of words(text)) values.set(name.replaceAll('-', '_'), value);

  const ramoops = new Map<string, string>();
  for (const [name, value] of values) {
    if (name.startsWith('ramoops.') && value !== null) ramoops.set(name.slice('ramoops.'.length), value);
  }
  const compress = values.get('pstore.compress');
  const backend = values.get('pstore.backend');
  return {
    ...(compress == null ? {} : { compress: compress === 'none' || compress === '(null)' ? null : compress }),
    ...(backend == null ? {} : { backend }),
    disableRadix: values.has('disable_radix') && isTrue(values.get('disable_radix') ?? null),
    ramoops,
  };
}

function words(text: string): [string, string | null][] {
  const found: [string, string | null][] = [];
  for (const [word] of text.matchAll(/(?:"[^"]*"?|[^\s"])+/g)) {
    const plain = word.replaceAll('"', '');
    const equals = plain.indexOf('=');
    found.push(equals < 0 ? [plain, null] : [plain.slice(0, equals), plain.slice(equals + 1)]);
  }
  return found;
}

/** `kstrtobool`, with a bare word for yes. */
function isTrue(value: string | null): boolean {
  return value === null || /^(?:[yYtT1]|[oO][nN])/.test(value);
}

/** Mount options of ext4: Linux v6.1 `fs/ext4/super.c` ext4_param_specs and _ext4_show_options, those that show or do something. */
import { EINVAL } from '../../sim/errno.ts';
import type { DiskOptions } from './disk-superblock.ts';

/** JBD2_DEFAULT_MAX_COMMIT_AGE. */
const COMMIT_SECONDS = 5;
const errorPolicies = { 1: 'continue', 2: 'remount-ro', 3: 'panic' } as const;

/** Known, and of no effect here; those with `true` are told in `/proc/mounts`. */
const flags: Readonly<Record<string, boolean>> = {
  acl: false,
  noacl: true,
  user_xattr: false,
  nouser_xattr: true,
  barrier: false,
  nobarrier: true,
  discard: true,
  nodiscard: false,
  delalloc: false,
  nodelalloc: true,
  auto_da_alloc: false,
  noauto_da_alloc: true,
  journal_checksum: true,
  nojournal_checksum: false,
  block_validity: false,
  noblock_validity: true,
  dioread_lock: true,
  dioread_nolock: false,
  lazytime: true,
  nolazytime: false,
  grpid: true,
  nogrpid: false,
  bsddf: false,
  minixdf: true,
  debug: true,
  oldalloc: false,
  orlov: false,
  init_itable: false,
  noinit_itable: true,
  i_version: false,
  quota: false,
  noquota: false,
};
const valued = new Set([
  'barrier',
  'stripe',
  'resuid',
  'resgid',
  'sb',
  'journal_ioprio',
  'inode_readahead_blks',
  'max_dir_size_kb',
]);

export interface Ext4MountOptions extends DiskOptions {
  /** `noload`: the journal is not looked at. */
  readonly ignoresJournal: boolean;
}

/** The options, or the name of one that is not known. `superblockErrors`: s_errors. */
export function ext4Options(
  data: string,
  superblockErrors: number,
  isSynchronous: boolean,
): Ext4MountOptions | { readonly unknown: string } | number {
  const standing = errorPolicies[superblockErrors as 1 | 2 | 3] ?? 'continue';
  let errors: DiskOptions['errors'] = standing;
  let commitSeconds = COMMIT_SECONDS;
  let ignoresJournal = false;
  let text = '';
  for (const option of data === '' ? [] : data.split(',')) {
    const equals = option.indexOf('=');
    const name = equals < 0 ? option : option.slice(0, equals);
    const value = equals < 0 ? null : option.slice(equals + 1);
    if (name === 'errors') {
      if (value !== 'continue' && value !== 'remount-ro' && value !== 'panic') return -EINVAL;
      errors = value;
    } else if (name === 'commit') {
      if (value === null || !/^\d{1,6}$/.test(value)) return -EINVAL;
      commitSeconds = Number(value) || COMMIT_SECONDS;
    } else if (name === 'noload' || name === 'norecovery') ignoresJournal = true;
    else if (name === 'data') {
      if (value !== 'ordered' && value !== 'journal' && value !== 'writeback') return -EINVAL;
    } else if (value === null && flags[name] !== undefined) text += flags[name] ? `,${name}` : '';
    else if (value === null || !valued.has(name)) return { unknown: name };
  }
  if (errors !== standing) text = `,errors=${errors}${text}`;
  if (commitSeconds !== COMMIT_SECONDS) text += `,commit=${commitSeconds}`;
  if (ignoresJournal) text += ',norecovery';
  return { commitSeconds, errors, isSynchronous, text, ignoresJournal };
}

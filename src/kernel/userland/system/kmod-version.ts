/** What every program of kmod 30 says to `--version`, as Debian 12 builds it. */
export const KMOD_VERSION = 'kmod version 30\n+ZSTD +XZ -ZLIB +LIBCRYPTO -EXPERIMENTAL\n';

/** `uname -v`: what follows the compiler's name in the first line of the boot log. */
export function unameVersion(bannerText: string): string {
  return /\) (#\d+ .*)$/.exec(bannerText)?.[1] ?? '#1';
}

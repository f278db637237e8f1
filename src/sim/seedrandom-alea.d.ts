/** One generator of seedrandom by itself: its index loads all of them, and the host's crypto. */
declare module 'seedrandom/lib/alea.js' {
  import type seedrandom from 'seedrandom';

  const alea: (typeof seedrandom)['alea'];
  export default alea;
}

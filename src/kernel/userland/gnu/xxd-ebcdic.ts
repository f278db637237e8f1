/** Bytes 64 … 255 of EBCDIC as ASCII, as `xxd -E` shows them; what has no ASCII character is a point. */
export const EBCDIC =
  ' ...........<(+|&.........!$*);~-/........|,%_>?.........`:#@\'="' +
  '.abcdefghi.......jklmnopqr.......~stuvwxyz...[...............]..' +
  '{ABCDEFGHI......}JKLMNOPQR......\\.STUVWXYZ......0123456789......';

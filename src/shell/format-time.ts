/** `strftime` in the C locale and UTC, for `printf %(…)T` and the prompt's clock. */

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A moment in seconds since 1970 as the format says; an empty format is `%X`. */
export function formatTime(format: string, seconds: number): string {
  const date = new Date(seconds * 1000);
  let result = '';
  const text = format === '' ? '%X' : format;
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) !== '%' || at === text.length - 1) {
      result += text.charAt(at);
      continue;
    }
    result += conversion(text.charAt(++at), date, seconds);
  }
  return result;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function conversion(letter: string, date: Date, seconds: number): string {
  const day = DAYS[date.getUTCDay()] as string;
  const month = MONTHS[date.getUTCMonth()] as string;
  const year = date.getUTCFullYear();
  const hours = date.getUTCHours();
  const dayOfYear = Math.floor(
    (Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) - Date.UTC(year, 0, 1)) / 86_400_000,
  );
  const again = (format: string): string => formatTime(format, seconds);
  switch (letter) {
    case 'Y':
      return String(year);
    case 'C':
      return two(Math.floor(year / 100));
    case 'y':
      return two(year % 100);
    case 'm':
      return two(date.getUTCMonth() + 1);
    case 'd':
      return two(date.getUTCDate());
    case 'e':
      return String(date.getUTCDate()).padStart(2);
    case 'H':
      return two(hours);
    case 'I':
      return two(hours % 12 || 12);
    case 'k':
      return String(hours).padStart(2);
    case 'l':
      return String(hours % 12 || 12).padStart(2);
    case 'M':
      return two(date.getUTCMinutes());
    case 'S':
      return two(date.getUTCSeconds());
    case 'p':
      return hours < 12 ? 'AM' : 'PM';
    case 'P':
      return hours < 12 ? 'am' : 'pm';
    case 'a':
      return day.slice(0, 3);
    case 'A':
      return day;
    case 'b':
    case 'h':
      return month.slice(0, 3);
    case 'B':
      return month;
    case 'j':
      return String(dayOfYear + 1).padStart(3, '0');
    case 'u':
      return String(date.getUTCDay() || 7);
    case 'w':
      return String(date.getUTCDay());
    case 'U':
      return two(Math.floor((dayOfYear + 7 - date.getUTCDay()) / 7));
    case 'W':
      return two(Math.floor((dayOfYear + 7 - ((date.getUTCDay() + 6) % 7)) / 7));
    case 's':
      return String(seconds);
    case 'D':
    case 'x':
      return again('%m/%d/%y');
    case 'F':
      return again('%Y-%m-%d');
    case 'T':
    case 'X':
      return again('%H:%M:%S');
    case 'R':
      return again('%H:%M');
    case 'r':
      return again('%I:%M:%S %p');
    case 'c':
      return again('%a %b %e %H:%M:%S %Y');
    case 'z':
      return '+0000';
    case 'Z':
      return 'UTC';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '%':
      return '%';
    default:
      return `%${letter}`;
  }
}

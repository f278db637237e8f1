/** Options of `set` and `shopt`: names, letters, defaults. bash 5.2 `builtins/set.def`, `builtins/shopt.def`. */

/** Letter of an option of `set -o`, or '' when it has none; in the order bash lists them. */
export const setOptions: Readonly<Record<string, string>> = {
  allexport: 'a',
  braceexpand: 'B',
  emacs: '',
  errexit: 'e',
  errtrace: 'E',
  functrace: 'T',
  hashall: 'h',
  histexpand: 'H',
  history: '',
  ignoreeof: '',
  'interactive-comments': '',
  keyword: 'k',
  monitor: 'm',
  noclobber: 'C',
  noexec: 'n',
  noglob: 'f',
  nolog: '',
  notify: 'b',
  nounset: 'u',
  onecmd: 't',
  physical: 'P',
  pipefail: '',
  posix: '',
  privileged: 'p',
  verbose: 'v',
  vi: '',
  xtrace: 'x',
};

/** The order of letters in `$-`, bash's `get_current_options`. */
const LETTERS = 'abefhkmnptuvxBCEHPT';

/** Options of `shopt` and whether they are on in a shell in POSIX mode that is not interactive. */
const shoptDefaults: Readonly<Record<string, boolean>> = {
  autocd: false,
  assoc_expand_once: false,
  cdable_vars: false,
  cdspell: false,
  checkhash: false,
  checkjobs: false,
  checkwinsize: true,
  cmdhist: true,
  compat31: false,
  compat32: false,
  compat40: false,
  compat41: false,
  compat42: false,
  compat43: false,
  compat44: false,
  complete_fullquote: true,
  direxpand: false,
  dirspell: false,
  dotglob: false,
  execfail: false,
  expand_aliases: true,
  extdebug: false,
  extglob: false,
  extquote: true,
  failglob: false,
  force_fignore: true,
  globasciiranges: true,
  globskipdots: true,
  globstar: false,
  gnu_errfmt: false,
  histappend: false,
  histreedit: false,
  histverify: false,
  hostcomplete: true,
  huponexit: false,
  inherit_errexit: true,
  interactive_comments: true,
  lastpipe: false,
  lithist: false,
  localvar_inherit: false,
  localvar_unset: false,
  login_shell: false,
  mailwarn: false,
  no_empty_cmd_completion: false,
  nocaseglob: false,
  nocasematch: false,
  noexpand_translation: false,
  nullglob: false,
  patsub_replacement: true,
  progcomp: true,
  progcomp_alias: false,
  promptvars: true,
  restricted_shell: false,
  shift_verbose: true,
  sourcepath: true,
  varredir_close: false,
  xpg_echo: false,
};

/** The flags the interpreter asks for all the time are fields; the rest are in the maps. */
export class Options {
  errexit = false;
  nounset = false;
  xtrace = false;
  noglob = false;
  noexec = false;
  noclobber = false;
  verbose = false;
  monitor = false;
  pipefail = false;
  physical = false;
  onecmd = false;
  ignoreeof = false;
  notify = false;
  readonly #others = new Map<string, boolean>([
    ['braceexpand', true],
    ['hashall', true],
    ['interactive-comments', true],
    ['posix', true],
  ]);
  readonly shopts = new Map(Object.entries(shoptDefaults));

  get(name: string): boolean {
    const field = (this as unknown as Record<string, unknown>)[name];
    if (typeof field === 'boolean') return field;
    return this.#others.get(name) ?? false;
  }

  set(name: string, on: boolean): void {
    const fields = this as unknown as Record<string, unknown>;
    if (typeof fields[name] === 'boolean') fields[name] = on;
    else this.#others.set(name, on);
  }

  clone(): Options {
    const copy = new Options();
    for (const name of Object.keys(setOptions)) copy.set(name, this.get(name));
    for (const [name, on] of this.shopts) copy.shopts.set(name, on);
    return copy;
  }

  shopt(name: string): boolean {
    return this.shopts.get(name) === true;
  }

  /** `$-` without the letters of how the shell was started. */
  letters(without = ''): string {
    let result = '';
    for (const letter of LETTERS) {
      if (without.includes(letter)) continue;
      const name = optionOfLetter(letter);
      if (name !== undefined && this.get(name)) result += letter;
    }
    return result;
  }
}

export function optionOfLetter(letter: string): string | undefined {
  return Object.keys(setOptions).find((name) => setOptions[name] === letter);
}

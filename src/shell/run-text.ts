/**
 * Runs text: `-c` strings, scripts, `eval`, `.`, traps, backquotes; says what is wrong with its syntax.
 *
 * bash 5.2 `builtins/evalstring.c` (`parse_and_execute`) and `eval.c` (`reader_loop`). A text is parsed one complete command at a
 * time, each run before the next is read, so that aliases and errors come when they do in a real shell.
 */
import { syntaxMessage } from './ash-messages.ts';
import type { Command } from './ast.ts';
import { declarationNames } from './builtins/names.ts';
import { execute } from './execute.ts';
import { makeParser, type Parser } from './parser.ts';
import type { Blocking } from './posix.ts';
import type { ShellState, TextOrigin } from './shell-state.ts';
import { SyntaxFailure } from './syntax-failure.ts';

/** A parser for text in the state the shell is in. */
export function parserFor(shell: ShellState, text: string, line: number, mayContinue = false): Parser {
  return makeParser(text, line, {
    mayContinue,
    bashWords: shell.dialect.bashWords,
    extensions: shell.dialect.extensions,
    extendedPatterns: shell.options.shopt('extglob'),
    aliases: shell.options.shopt('expand_aliases') ? shell.aliases : null,
    declarations: declarationNames,
  });
}

/** Parses and runs all of a text; gives the status of its last command. */
export function* evaluateText(shell: ShellState, text: string, origin: TextOrigin): Blocking<number> {
  // The end of a text ends its last line, unless a backslash stands there.
  const isOpen = shell.dialect.kind === 'bash' && text !== '' && !text.endsWith('\n') && !text.endsWith('\\');
  const parser = parserFor(shell, isOpen ? `${text}\n` : text, origin.line);
  const mayExec = shell.mayExec;
  shell.mayExec = false;
  let status = 0;
  for (;;) {
    let command: Command | null;
    const from = parser.scanner.pos;
    parser.scanner.extendedPatterns = shell.options.shopt('extglob');
    try {
      command = parser.next();
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      warnDocuments(shell, parser);
      reportSyntax(shell, failure, parser, origin);
      yield* shell.flush();
      shell.syntaxFailed = failure.kind !== 'text' && (failure.kind !== 'match' || failure.token === ')');
      // A condition that is none leaves the status as it was.
      if (failure.status >= 0) shell.status = failure.status;
      else if (origin.label !== '-c') shell.status = 2;
      if (shell.options.errexit && !shell.isInteractive) shell.flow = 'exit';
      return shell.status;
    }
    if (shell.options.verbose) {
      shell.printError(parser.scanner.text.slice(from, parser.scanner.pos));
    }
    warnDocuments(shell, parser);
    if (command === null) break;
    if (shell.options.noexec && !shell.isInteractive) continue;
    shell.mayExec = mayExec && parser.scanner.pos >= parser.scanner.text.length;
    status = yield* execute(shell, command);
    if (shell.flow !== 'none') break;
  }
  shell.mayExec = false;
  yield* shell.flush();
  return shell.flow === 'none' ? status : shell.status;
}

/** Says which here-documents the end of the text cut short. */
export function warnDocuments(shell: ShellState, parser: Parser): void {
  for (const { line, endLine, delimiter } of parser.scanner.warnings.splice(0)) {
    if (shell.dialect.kind === 'ash') continue;
    const { line: now } = shell;
    shell.line = endLine;
    shell.complain(`warning: here-document at line ${line} delimited by end-of-file (wanted \`${delimiter}')`);
    shell.line = now;
  }
}

/** The message of a syntax error, and the line it is in. */
export function reportSyntax(shell: ShellState, failure: SyntaxFailure, parser: Parser, origin: TextOrigin): void {
  const { text } = parser.scanner;
  if (shell.dialect.kind === 'ash') {
    shell.line = failure.line;
    shell.complain(syntaxMessage(shell.dialect, failure));
    return;
  }
  const name = shell.isInteractive && origin.label === '' ? shell.argumentZero : shell.source;
  const label = origin.label === '' ? '' : `${origin.label}: `;
  const prefix = (line: number): string =>
    shell.isInteractive && shell.subshellDepth === 0 && origin.label === ''
      ? `${name}: `
      : `${name}: ${label}line ${line}: `;
  const say = (line: number, message: string): void => shell.printError(`${prefix(line)}${message}\n`);
  // The end of the text counts as one line more.
  const endLine = parser.scanner.line + (text.endsWith('\n') ? 0 : 1);
  switch (failure.kind) {
    case 'near': {
      say(failure.line, `syntax error near unexpected token \`${tokenName(failure.token)}'`);
      // With `set -e` the first line is the last.
      if (shell.options.errexit && !shell.isInteractive) return;
      if (!shell.isInteractive || origin.label !== '') say(failure.line, `\`${lineAt(text, failure.position)}'`);
      return;
    }
    case 'end':
      say(endLine, 'syntax error: unexpected end of file');
      return;
    case 'match':
      say(failure.line, `unexpected EOF while looking for matching \`${failure.token}'`);
      return;
    case 'text':
      if (failure.token !== '') say(failure.line, failure.token);
      return;
    case 'deep':
      say(failure.line, 'memory exhausted');
  }
}

function tokenName(token: string): string {
  return token === '' ? 'newline' : token;
}

function lineAt(text: string, position: number): string {
  const from = text.lastIndexOf('\n', position - 1) + 1;
  const to = text.indexOf('\n', position);
  return text.slice(from, to < 0 ? text.length : to);
}

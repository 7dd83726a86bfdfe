/**
 * `hopfcole completion bash|zsh|fish`: a script for the shell, written from the commands as they are.
 */
import type { ExitCode } from '../exit-code.ts';
import type { CommandOutline, OptionOutline, Outline } from '../outline.ts';
import type { Surroundings } from '../surroundings.ts';
import { EXIT } from '../exit-code.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const names = (option: OptionOutline): readonly string[] => (option.short === null ? [option.long] : [option.short, option.long]);
/** In single quotes, as all three shells read them. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

// ── bash ─────────────────────────────────────────────────────────────────────────────────────────────────────
const valueCases = (options: readonly OptionOutline[], complete: (words: readonly string[]) => string): readonly string[] => {
  const valued = options.filter((o) => o.takesValue);
  const unique = valued.filter((o, i) => valued.findIndex((other) => other.long === o.long) === i);
  return unique.map((o) => `    ${names(o).join('|')}) ${complete(o.values)} ;;`);
};

const bashCommand = (command: CommandOutline): string => {
  const options = command.options.flatMap(names).join(' ');
  const values = command.values.length === 0 ? '' : ` ${command.values.join(' ')}`;
  return `    ${command.name}) words=${quoted(options)}; values=${quoted(values.trim())} ;;`;
};

const bash = (outline: Outline): string => {
  const commands = outline.map((c) => c.name);
  const replies = (words: readonly string[]): string =>
    words.length === 0 ? 'return' : `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$word")); return`;
  return `# bash completion for hopfcole; load it with: source <(hopfcole completion bash)
_hopfcole() {
  local word=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= words= values= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in ${commands.join('|')}) command=\${COMP_WORDS[i]}; break ;; esac
  done
  case $previous in
${valueCases(outline.flatMap((c) => c.options), replies).join('\n')}
  esac
  case \${command:-check} in
${outline.map(bashCommand).join('\n')}
  esac
  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "$words --help" -- "$word"))
  elif [[ -n $values ]]; then COMPREPLY=($(compgen -W "$values" -- "$word"))
  elif [[ -z $command && $COMP_CWORD -eq 1 ]]; then COMPREPLY=($(compgen -W ${quoted(commands.join(' '))} -- "$word") $(compgen -f -- "$word"))
  fi
}
complete -o default -o bashdefault -F _hopfcole hopfcole
`;
};

// ── zsh ──────────────────────────────────────────────────────────────────────────────────────────────────────
/** Inside a specification of _arguments, brackets and colons have a meaning. */
const described = (text: string): string => text.replace(/[[\]:\\]/g, (c) => `\\${c}`);

const zshOption = (option: OptionOutline): readonly string[] => names(option).map((name) => {
  const value = option.takesValue ? `:value:${option.values.length === 0 ? '_files' : `(${option.values.join(' ')})`}` : '';
  return quoted(`*${name}[${described(option.description)}]${value}`);
});

const zshCommand = (command: CommandOutline): string => {
  const rest = quoted(command.values.length === 0 ? '*:file:_files' : `1:value:(${command.values.join(' ')})`);
  return `    ${command.name}) _arguments ${[...command.options.flatMap(zshOption), rest].join(' ')} ;;`;
};

const zsh = (outline: Outline): string => `#compdef hopfcole
# zsh completion for hopfcole; load it with: source <(hopfcole completion zsh)
_hopfcole() {
  local command=check
  local -a commands=(${outline.map((c) => quoted(`${c.name}:${c.description}`)).join(' ')})
  if (( CURRENT == 2 )); then _describe command commands; _files; return; fi
  case $words[2] in
    ${outline.map((c) => c.name).join('|')}) command=$words[2]; shift words; (( CURRENT-- )) ;;
  esac
  case $command in
${outline.map(zshCommand).join('\n')}
  esac
}
compdef _hopfcole hopfcole
`;

// ── fish ─────────────────────────────────────────────────────────────────────────────────────────────────────
const fishOption = (command: CommandOutline, option: OptionOutline): string => {
  const condition = command.name === 'check' ? `__fish_use_subcommand; or __fish_seen_subcommand_from check`
    : `__fish_seen_subcommand_from ${command.name}`;
  const short = option.short === null ? '' : ` -s ${option.short.slice(1)}`;
  const values = option.values.length === 0 ? '' : ` -x -a ${quoted(option.values.join(' '))}`;
  const value = option.takesValue && option.values.length === 0 ? ' -r' : values;
  return `complete -c hopfcole -n ${quoted(condition)} -l ${option.long.slice(2)}${short}${value} -d ${quoted(option.description)}`;
};

const fishCommand = (command: CommandOutline): readonly string[] => [
  `complete -c hopfcole -n '__fish_use_subcommand' -a ${command.name} -d ${quoted(command.description)}`,
  ...command.options.map((option) => fishOption(command, option)),
  ...(command.values.length === 0 ? []
    : [`complete -c hopfcole -f -n '__fish_seen_subcommand_from ${command.name}' -a ${quoted(command.values.join(' '))}`]),
];

const fish = (outline: Outline): string =>
  `# fish completion for hopfcole; load it with: hopfcole completion fish | source\n${outline.flatMap(fishCommand).join('\n')}\n`;

const SCRIPTS: Readonly<Record<Shell, (outline: Outline) => string>> = { bash, zsh, fish };

export const completionScript = (shell: Shell, outline: Outline): string => SCRIPTS[shell](outline);

export const completion = (shell: Shell, outline: Outline, { stdout }: Surroundings): ExitCode => {
  stdout.write(completionScript(shell, outline));
  return EXIT.passed;
};

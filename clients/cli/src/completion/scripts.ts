/** Shells with a script. */
export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/**
 * The scripts that make a shell ask `sched complete -- words…` at each Tab. Words are handed on as they are typed and
 * never evaluated. Where sched knows no answer, the shell completes names of files. They need nothing but the shell.
 */
export const scripts: Readonly<Record<Shell, string>> = {
  bash: `# bash completion of sched
_sched() {
  local cur=\${COMP_WORDS[COMP_CWORD]} word value description
  local -a words=()
  # bash takes the = of --name=value for a word.
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
    [ "$word" = "=" ] || words+=("$word")
  done
  if [ "$cur" = "=" ]; then
    cur=""
    words+=("")
  fi
  COMPREPLY=()
  while IFS=$'\\t' read -r value description; do
    case $value in
      "" | :*) ;;
      "$cur"*) COMPREPLY+=("$value") ;;
    esac
  done < <(sched complete -- "\${words[@]}" 2>/dev/null)
}
complete -o default -F _sched sched`,

  zsh: `# zsh completion of sched; source it behind compinit
# A builtin of zsh has the same name, and a completion of its own.
disable sched 2>/dev/null
_landfall_sched() {
  local line value description
  local -a given found
  given=("\${(@)words[2,CURRENT]}")
  # --name=value: the value is asked for as a word of its own.
  if [[ $given[-1] == --*=* ]]; then
    given=("\${(@)given[1,-2]}" "\${given[-1]%%=*}" "\${given[-1]#*=}")
    compset -P '*='
  fi
  while IFS=$'\\t' read -r value description; do
    [[ -z $value || $value == :* ]] && continue
    found+=("\${value//:/\\\\:}\${description:+:$description}")
  done < <(command sched complete -- "\${given[@]}" 2>/dev/null)
  if (( \${#found} )); then
    _describe sched found
  else
    _files
  fi
}
compdef _landfall_sched sched`,

  fish: `# fish completion of sched
function __sched_complete
  set -l words (commandline -opc)
  set -e words[1]
  set -l last (commandline -ct)
  set -l prefix (string match -r -- '^--[^=]+=' $last)
  # --name=value: the value is asked for as a word of its own.
  if test -n "$prefix"
    set words $words (string replace -r -- '=$' '' $prefix)
    set last (string replace -- "$prefix" '' $last)
  end
  set -l found (sched complete -- $words "$last" 2>/dev/null | string match -rv -- '^(:.*)?$')
  if test (count $found) -eq 0
    __fish_complete_path "$last"
    return
  end
  for line in $found
    printf '%s%s\\n' "$prefix" $line
  end
end
complete -c sched -e
complete -c sched -f -a '(__sched_complete)'`,
};

/** True for a shell that has a script. */
export function isShell(name: string): name is Shell {
  return shells.some((each) => each === name);
}

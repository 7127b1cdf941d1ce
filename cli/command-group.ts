import { asksForHelp, type Command } from './command.ts';
import { CommandFailure } from './command-failure.ts';
import { write } from './terminal/terminal.ts';

export interface CommandGroup {
  readonly name: string;
  readonly about: string;
  /** How it is called: `portcullis guard`. */
  readonly call: string;
  readonly commands: readonly Command[];
  /** What the help ends with. */
  readonly more: string;
}

/** A word that only says which commands are meant. */
export function commandGroup(group: CommandGroup): Command {
  return {
    name: group.name,
    about: group.about,
    run: async ([word = '', ...rest], terminal) => {
      const found = group.commands.find((each) => each.name === word);
      if (found !== undefined) return found.run(rest, terminal);
      if (word !== '' && !asksForHelp([word])) throw unknownWord(group, word);
      await write(terminal.stdout, helpOf(group));
      return word === '' ? 2 : 0;
    },
  };
}

function unknownWord({ commands, call }: CommandGroup, word: string): CommandFailure {
  const names = commands.map((each) => each.name).join(', ');
  return new CommandFailure(`there is no "${call} ${word}"; there are: ${names}`);
}

function helpOf({ about, call, commands, more }: CommandGroup): string {
  const width = Math.max(...commands.map((each) => each.name.length)) + 2;
  const lines = commands.map((each) => `  ${call} ${each.name.padEnd(width)}${each.about}`);
  return `${about}\n\n${lines.join('\n')}\n\nEach explains itself with --help.\n${more}`;
}

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { usageFailure } from './command-failure.ts';
import { type Terminal, write } from './terminal/terminal.ts';

/** 0: done, and nothing to object to. 1: done, and there is something. 2: could not be done. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly name: string;
  /** One line, for the list that the command stands in. */
  readonly about: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

type Flags = NonNullable<ParseArgsConfig['options']>;

type Parsed<Options extends Flags> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true; strict: true }>
>;

export interface CommandSpec<Options extends Flags> {
  readonly name: string;
  readonly about: string;
  /** How it is called: `portcullis guard scan`. */
  readonly call: string;
  /** Teaches with examples. */
  readonly help: string;
  readonly flags: Options;
  run(input: Parsed<Options>, terminal: Terminal): Promise<ExitCode>;
}

/** A command that does something; `--help` is everybody's. */
export function command<const Options extends Flags>(spec: CommandSpec<Options>): Command {
  return {
    name: spec.name,
    about: spec.about,
    run: async (args, terminal) => {
      if (!asksForHelp(args)) return spec.run(parsedArgs(args, spec), terminal);
      await write(terminal.stdout, spec.help);
      return 0;
    },
  };
}

/** Before `--`, after which nothing is a flag. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).some((word) => word === '--help' || word === '-h');
}

function parsedArgs<Options extends Flags>(
  args: readonly string[],
  { call, flags }: CommandSpec<Options>,
): Parsed<Options> {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw usageFailure(call, firstSentence(error.message));
    throw error;
  }
}

const firstSentence = (message: string): string => message.split(/\. |\n/, 1)[0] ?? message;

import type { StorePorts } from './open-test-store.ts';

/** At which call of a port the process dies, and whether that call still took effect. */
export interface Crash {
  readonly atCall: number;
  readonly afterTheCall: boolean;
}

export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** The ports of a process that dies at one call of them: from then on nothing that is called does anything. */
export function crashingPorts(ports: StorePorts, crash: Crash): StorePorts & { readonly calls: () => number } {
  let calls = 0;
  const guarded = async (call: () => unknown): Promise<unknown> => {
    calls += 1;
    if (calls > crash.atCall || (calls === crash.atCall && !crash.afterTheCall)) throw new ProcessDied();
    const dies = calls === crash.atCall;
    const result = await call();
    if (dies) throw new ProcessDied();
    return isDraft(result) ? wrap(result, guarded) : result;
  };
  return {
    archive: wrap(ports.archive, guarded),
    index: wrap(ports.index, guarded),
    quarantine: wrap(ports.quarantine, guarded),
    calls: () => calls,
  };
}

function wrap<T extends object>(target: T, guarded: (call: () => unknown) => Promise<unknown>): T {
  return new Proxy(target, {
    get: (_, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => guarded(() => Reflect.apply(member, target, args));
    },
  });
}

function isDraft(result: unknown): result is object {
  return typeof result === 'object' && result !== null && 'seal' in result;
}

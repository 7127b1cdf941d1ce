import { describe, expect, it } from 'vitest';
import { createSignInThrottle } from '../../../local/identity/sign-in-throttle.ts';

/** A throttle with a clock that stands still until it is moved. */
function throttleWithClock() {
  let nowMs = 1_000_000;
  const throttle = createSignInThrottle(() => nowMs);
  const fail = (times: number, name: string, address: string) => {
    for (let count = 0; count < times; count += 1) throttle.begin(name, address);
  };
  return {
    throttle,
    fail,
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

describe('whoever guesses a password', () => {
  it('has five tries, then waits twice as long after each', () => {
    const { throttle, fail, pass } = throttleWithClock();
    fail(5, 'admin', '10.0.0.1');
    const waits: number[] = [];

    for (let round = 0; round < 8; round += 1) {
      const refused = throttle.begin('admin', '10.0.0.1');
      waits.push(refused.kind === 'wait' ? refused.seconds : 0);
      pass(waits.at(-1) ?? 0);
      fail(1, 'admin', '10.0.0.1');
    }

    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('does not wait longer for asking again too early', () => {
    const { throttle, fail } = throttleWithClock();
    fail(6, 'admin', '10.0.0.1');

    expect(throttle.begin('admin', '10.0.0.1')).toEqual(throttle.begin('admin', '10.0.0.1'));
  });

  it('waits for every name after thirty failures with many names', () => {
    const { throttle, fail } = throttleWithClock();
    for (let count = 0; count < 30; count += 1) fail(1, `name-${count}`, '10.0.0.1');

    expect(throttle.begin('admin', '10.0.0.1').kind).toBe('wait');
    expect(throttle.begin('admin', '10.0.0.2').kind).toBe('go');
  });

  it('cannot lock the owner out from another address, only slow the answer by three seconds at most', () => {
    const { throttle, fail } = throttleWithClock();
    for (let count = 0; count < 500; count += 1) fail(1, 'admin', `10.0.${count >> 8}.${count & 255}`);

    expect(throttle.begin('admin', '192.0.2.1')).toEqual({ kind: 'go', delayMs: 3000 });
    expect(throttle.begin('radiologist', '192.0.2.1')).toEqual({ kind: 'go', delayMs: 0 });
  });

  it('is forgotten after a quarter of an hour', () => {
    const { throttle, fail, pass } = throttleWithClock();
    fail(10, 'admin', '10.0.0.1');

    pass(15 * 60);

    expect(throttle.begin('admin', '10.0.0.1')).toEqual({ kind: 'go', delayMs: 0 });
  });

  it('cannot make the throttle forget by naming ten thousand others', () => {
    const { throttle, fail } = throttleWithClock();
    fail(30, 'admin', '10.0.0.1');
    for (let count = 0; count < 20_000; count += 1) fail(1, `name-${count}`, '10.0.0.1');

    expect(throttle.begin('admin', '10.0.0.1').kind).toBe('wait');
  });
});

describe('whoever signs in', () => {
  it('starts anew', () => {
    const { throttle, fail } = throttleWithClock();
    fail(4, 'admin', '10.0.0.1');
    throttle.begin('admin', '10.0.0.1');
    throttle.succeeded('admin', '10.0.0.1');

    expect(throttle.begin('admin', '10.0.0.1')).toEqual({ kind: 'go', delayMs: 0 });
  });

  it('does not clear the guesses at other names from the same address', () => {
    const { throttle, fail } = throttleWithClock();
    for (let count = 0; count < 30; count += 1) fail(1, `name-${count}`, '10.0.0.1');
    throttle.succeeded('name-1', '10.0.0.1');
    fail(1, 'name-2', '10.0.0.1');

    expect(throttle.begin('admin', '10.0.0.1').kind).toBe('wait');
  });

  it('may do so although nothing was counted any more', () => {
    const { throttle } = throttleWithClock();

    expect(() => throttle.succeeded('admin', '10.0.0.1')).not.toThrow();
  });
});

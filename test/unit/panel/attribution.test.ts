import { expect, test } from 'vitest';
import { scriptMs, type TraceEvent } from '../../bench/panel/attribution';

const script = { url: 'chrome-extension://x/panel.js', worldName: 'Lastgood' };

function event(name: string, ts: number, dur: number, over: Partial<TraceEvent> = {}): TraceEvent {
  return { name, ph: 'X', pid: 1, tid: 1, ts, dur, tdur: dur, args: {}, ...over };
}
const call = (ts: number, dur: number, over: Partial<TraceEvent> = {}) =>
  event('v8.callFunction', ts, dur, { args: { worldName: 'Lastgood' }, ...over });

test('counts what runs in the script’s world, each moment once, by the thread’s own time', () => {
  const trace = [
    event('EvaluateScript', 0, 4000, { args: { data: { url: script.url } } }),
    call(1000, 500),
    call(10_000, 3000, { tdur: 1000 }),
    event('v8.callFunction', 20_000, 9000, { args: { worldName: '' } }),
    call(21_000, 2000),
    call(40_000, 9000, { tid: 2 }),
  ];
  expect(scriptMs(trace, script)).toBe(4 + 1 + 2);
});

test('counts the whole task that brings a message, with what awaited it', () => {
  const message = { chrome_mojo_event_info: { mojo_interface_tag: 'extensions.mojom.MessagePort' } };
  const trace = [
    event('EvaluateScript', 0, 1000, { args: { data: { url: script.url } } }),
    event('RunTask', 2000, 50_000),
    event('Receive mojo message', 2100, 3000, { args: message }),
    call(30_000, 1000),
    event('RunTask', 60_000, 50_000),
    event('Receive mojo message', 60_100, 3000),
  ];
  expect(scriptMs(trace, script)).toBe(51);
});

test('a trace in which the script never ran is no good result', () => {
  expect(() => scriptMs([event('RunTask', 0, 10)], script)).toThrow('names no call');
  expect(() => scriptMs([call(0, 10, { tdur: undefined as never })], script)).toThrow('does not say');
});

import { describe, expect, it } from 'vitest';
import { runScript } from '../process/run-app.js';

const exit = (scenario: string) => runScript('exit.mjs', scenario);

describe('the end of a process', () => {
  it('hands over what waits when the app exits by hand, and keeps its exit code', async () => {
    expect(await exit('exit by hand')).toEqual({ code: 7, signal: null, stdout: '1\n2\n3\n', stderr: '' });
  });

  it('hands over what waits when nobody catches an error, which is told as ever', async () => {
    const ended = await exit('uncaught exception');

    expect(ended).toMatchObject({ code: 1, signal: null, stdout: '1\n2\n3\n' });
    expect(ended.stderr).toContain('Error: nobody catches this');
  });

  it('calls back when there is nothing left to do', async () => {
    expect(await exit('natural end')).toEqual({ code: 0, signal: null, stdout: 'at the end\n', stderr: '' });
  });

  it('is not held up for long, however much there is to do', async () => {
    const { code, stdout } = await exit('too much to do');

    const handedOver = stdout.trim().split('\n');
    expect(code).toBe(0);
    expect(handedOver.slice(0, 3)).toEqual(['1', '2', '3']);
    // Of 400 that take 5 ms each, those that fit into 50 ms.
    expect(handedOver.length).toBeLessThanOrEqual(10);
    expect(stdout).not.toContain('too late');
  });

  it('does not change when a callback throws, which is not to the cost of others', async () => {
    expect(await exit('a callback that throws')).toEqual({
      code: 0,
      signal: null,
      stdout: '1\n',
      stderr: '',
    });
  });

  it('is none of ours once the callback was taken back', async () => {
    expect(await exit('taken back')).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  });

  it('has one listener, however many apps there are and of whichever build, and none after them', async () => {
    expect(await exit('many apps')).toEqual({
      code: 0,
      signal: null,
      stdout: '{"counts":[1],"left":0}\n',
      stderr: '',
    });
  });
});

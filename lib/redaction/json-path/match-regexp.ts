import type { RegexpProgram } from './i-regexp.js';

/** Work left for one body, counted in small steps, so that nothing in it can make redaction slow. */
export interface WorkBudget {
  remaining: number;
}

/** Whether the pattern matches the whole text, or anywhere in it; `undefined` when the budget ran out first. */
export function matchRegexp(
  program: RegexpProgram,
  text: string,
  whole: boolean,
  budget: WorkBudget,
): boolean | undefined {
  const simulation = new Simulation(program, budget);
  simulation.add(0, 0, text.length);
  let offset = 0;
  while (offset < text.length) {
    if (simulation.accepted && !whole) return true;
    if (simulation.stuck && whole) return false;
    const codePoint = text.codePointAt(offset) ?? 0;
    offset += codePoint > 0xffff ? 2 : 1;
    simulation.advance(codePoint, offset, text.length);
    if (!whole) simulation.add(0, offset, text.length);
    if (budget.remaining < 0) return undefined;
  }
  return simulation.accepted;
}

class Simulation {
  readonly #program: RegexpProgram;
  readonly #budget: WorkBudget;
  /** Instruction to the step it was last added at: a set that is emptied by counting on. */
  readonly #addedAt: Int32Array;
  #step = 1;
  /** Character instructions waiting for the next code point. */
  #waiting: number[] = [];
  accepted = false;

  constructor(program: RegexpProgram, budget: WorkBudget) {
    this.#program = program;
    this.#budget = budget;
    this.#addedAt = new Int32Array(program.length);
  }

  get stuck(): boolean {
    return this.#waiting.length === 0;
  }

  advance(codePoint: number, offset: number, length: number): void {
    const before = this.#waiting;
    this.#waiting = [];
    this.#step += 1;
    this.accepted = false;
    for (const at of before) {
      this.#budget.remaining -= 1;
      const instruction = this.#program[at];
      if (instruction?.kind === 'character' && instruction.test(codePoint)) this.add(at + 1, offset, length);
    }
  }

  /** Follows everything that needs no character, each instruction once per step. */
  add(from: number, offset: number, length: number): void {
    const pending = [from];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (this.#addedAt[at] === this.#step) continue;
      this.#addedAt[at] = this.#step;
      this.#budget.remaining -= 1;
      const instruction = this.#program[at];
      switch (instruction?.kind) {
        case 'character':
          this.#waiting.push(at);
          break;
        case 'fork':
          pending.push(instruction.other, instruction.next);
          break;
        case 'jump':
          pending.push(instruction.next);
          break;
        case 'start':
          if (offset === 0) pending.push(at + 1);
          break;
        case 'end':
          if (offset === length) pending.push(at + 1);
          break;
        case 'accept':
          this.accepted = true;
          break;
      }
    }
  }
}

/** Waits for what arrives. */
export class Arrivals {
  #onArrival = () => {};

  arrived() {
    this.#onArrival();
  }

  /** Resolves to the count when it is as high as expected, or nothing more comes for a while. */
  settled(count, { expected, quietMs, limitMs }) {
    return new Promise((resolve) => {
      let quiet;
      const end = () => {
        clearTimeout(quiet);
        clearTimeout(limit);
        this.#onArrival = () => {};
        resolve(count());
      };
      const look = () => {
        clearTimeout(quiet);
        if (count() >= expected) end();
        else quiet = setTimeout(end, quietMs);
      };
      const limit = setTimeout(end, limitMs);
      this.#onArrival = look;
      look();
    });
  }
}

let asked = 0;

/** Asks a child process, and waits for its answer. */
export function ask(child, kind, details = {}) {
  asked += 1;
  const id = asked;
  return new Promise((resolve, reject) => {
    const settle = (end, value) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      end(value);
    };
    const onMessage = (message) => {
      if (message.id !== id) return;
      if (message.error === undefined) settle(resolve, message.answer);
      else settle(reject, new Error(message.error));
    };
    const onExit = (code, signal) =>
      settle(reject, new Error(`ended with ${code ?? signal}, asked: ${kind}`));
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.send({ id, kind, details });
  });
}

/** In the child: a function for each kind of question. */
export function answerQuestions(handlers) {
  process.on('message', ({ id, kind, details }) => {
    Promise.resolve(details)
      .then(handlers[kind])
      .then((answer) => process.send({ id, answer }))
      .catch((error) => process.send({ id, error: String(error) }));
  });
  // Nobody is left to ask.
  process.on('disconnect', () => process.exit());
}

/** The app as it is: what all others are compared with. */
export const bare = { id: 'bare', name: 'the bare app', bodies: '', setUp: () => ({}) };

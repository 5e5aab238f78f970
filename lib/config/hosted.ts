/** Whether a server is the hosted APIToolkit (Monoscope), whose answers alone say little (wire-contract section 1, fact 7). */
export function isHosted({ hostname }: URL): boolean {
  return ['monoscope.tech', 'apitoolkit.io'].some(
    (domain) => hostname === domain || hostname.endsWith(`.${domain}`),
  );
}

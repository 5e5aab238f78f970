export function buildInspectorPage(): Promise<void>;

import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {children}
    </svg>
  );
}

export const PauseIcon = () => (
  <Icon>
    <path d="M5 3v10M11 3v10" />
  </Icon>
);

export const ResumeIcon = () => (
  <Icon>
    <path d="M5 3l8 5-8 5z" />
  </Icon>
);

export const ClearIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M4.2 4.2l7.6 7.6" />
  </Icon>
);

export const HelpIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M6.2 6.2a1.8 1.8 0 113 1.4c-.7.6-1.2.9-1.2 1.7M8 11.2v.3" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M10 3L5 8l5 5" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 3.5v-.2A1.3 1.3 0 009.2 2H3.8a1.3 1.3 0 00-1.3 1.3v5.9a1.3 1.3 0 001.3 1.3H4" />
  </Icon>
);

export const OutgoingIcon = () => (
  <Icon>
    <path d="M4 12l8-8M6 4h6v6" />
  </Icon>
);

export const ExpandIcon = () => (
  <Icon>
    <path d="M6 4l4 4-4 4" />
  </Icon>
);

/** As in icon.svg, which the browser shows on its tab. */
export const Logo = () => (
  <svg class="logo" viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
    <rect width="32" height="32" rx="7" />
    <path d="M7 10h18M7 16h7m4 0h7M7 22h12" />
  </svg>
);

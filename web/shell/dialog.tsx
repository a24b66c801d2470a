import { Modal } from '@mantine/core';
import { type ReactNode, useLayoutEffect } from 'react';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';

export interface DialogProps {
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Keeps the focus inside, closes on Escape and beside itself, and gives the focus back. Nothing behind it can be reached while it is there. */
export function Dialog({ label, className, onClose, children }: DialogProps) {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const page = document.getElementById('tickmark');
    page?.toggleAttribute('inert', true);
    return () => {
      page?.toggleAttribute('inert', false);
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <Modal.Root
      opened
      onClose={onClose}
      returnFocus={false}
      lockScroll={false}
      padding={0}
      xOffset={0}
      yOffset={0}
      transitionProps={{ duration: 0 }}
      classNames={{ content: `float ${className}` }}
    >
      <Modal.Overlay backgroundOpacity={0} />
      <Modal.Content aria-label={label}>{children}</Modal.Content>
    </Modal.Root>
  );
}

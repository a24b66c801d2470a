import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The scales of tokens.css, ten steps from the lightest. Mantine computes with them, so it needs them as values; a test holds the two together. */
const paper: MantineColorsTuple = ['#fdfdfb', '#f6f6f2', '#eeeee8', '#e0e0d9', '#c8c8bf', '#898981', '#62645f', '#474a48', '#2b2e2f', '#17191b'];
const blue: MantineColorsTuple = ['#eef3fb', '#dfe8f7', '#bfd1ef', '#94b4ea', '#6a92d8', '#4472c0', '#2b58a7', '#1d4690', '#173870', '#122848'];
const red: MantineColorsTuple = ['#fdf0ec', '#fbe0d8', '#f6bfb1', '#ff9a85', '#ee6d55', '#d8452c', '#bb2f19', '#a02715', '#7c2013', '#3b1711'];
const green: MantineColorsTuple = ['#eef5f0', '#dcebe1', '#b7d6c3', '#88c3a2', '#63a683', '#4d9270', '#367a59', '#256346', '#1b4a35', '#132a20'];
const ochre: MantineColorsTuple = ['#fbf5e4', '#f6eac6', '#ecd592', '#e2bb59', '#c69a2c', '#a97e14', '#8a640a', '#6f5005', '#523b06', '#2c220b'];

const sizes = { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' };
const heights = { xs: '14px', sm: '16px', md: '19px', lg: '22px', xl: '24px' };
const spacing = { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' };

export const theme = createTheme({
  colors: { paper, blue, red, green, ochre, gray: paper },
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 4 },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: sizes,
  lineHeights: heights,
  spacing,
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '4px', xl: '4px' },
  defaultRadius: 'sm',
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  headings: { fontFamily: 'var(--sans)', fontWeight: '500' },
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  activeClassName: '',
});

/** Mantine's own variables, by the tokens that already hold both schemes. */
const ours = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--fail)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--control)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent-solid)',
  '--mantine-primary-color-filled-hover': 'var(--accent)',
  '--mantine-primary-color-light': 'var(--accent-tint)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

/** The semantic tokens stand in tokens.css, one `light-dark()` each; here Mantine is told to read them, in either scheme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });

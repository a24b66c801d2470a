import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { type DrawnSpan, MINIMUM, type StateSpan } from './spans-at-zoom.ts';
import { rank, type SpanState, stateWord } from './states.ts';
import { isSelected, nearest, stepped } from './strip.tsx';
import { drawnText, meant } from './strip-words.ts';
import { useWidth } from './use-width.ts';

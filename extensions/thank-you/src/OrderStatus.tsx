import { open } from './open.tsx';

export default open;

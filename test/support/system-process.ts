import { declareSystemProcess } from '@broker/platform';

// What a test asks of the rooms directly it asks as the system; a request that it sends has its own scope all the same.
declareSystemProcess();

import type { FastifyReply } from 'fastify';
import type { Refusal } from '../../../protocol/errors';
import { refusalAnswer } from './refusal-answer';

/** Answers a refusal with its status and the one form of error body. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, headers, body } = refusalAnswer(refusal);
  return reply.code(status).headers(headers).send(body);
}

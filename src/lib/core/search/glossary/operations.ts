import { equal, finds, type GlossaryRow } from './row.ts';

/** Containers, clouds and observability. */
export const operations: readonly GlossaryRow[] = [
	// Containers and Kubernetes
	equal('orchestrator of containers', 'k8s, Kubernetes'),
	equal('object that runs replicas', 'StatefulSet, stateful set, sts'),
	equal('a pod on each node', 'DaemonSet, daemon set'),
	equal('replicas of pods', 'ReplicaSet, replica set'),
	equal('values for pods', 'ConfigMap, config map'),
	equal('claim of storage', 'PVC, PersistentVolumeClaim, persistent volume claim'),
	equal('storage of a cluster', 'PersistentVolume, persistent volume'),
	equal('replicas by load', 'HPA, HorizontalPodAutoscaler, horizontal pod autoscaler'),
	equal('own kinds of objects', 'CRD, CustomResourceDefinition, custom resource definition'),
	equal('jobs at times', 'CronJob, cron job'),
	equal('interface to networks', 'CNI, container network interface'),
	equal('interface to storage', 'CSI, container storage interface'),
	equal('interface to runtimes', 'CRI, container runtime interface'),
	equal('standard of images', 'OCI, open container initiative'),
	equal('managed Kubernetes of Azure', 'AKS, Azure Kubernetes Service'),
	equal('managed Kubernetes of Amazon', 'EKS, Elastic Kubernetes Service'),
	equal('managed Kubernetes of Google', 'GKE, Google Kubernetes Engine'),
	equal('container that keeps dying', 'CrashLoopBackOff, crash loop'),
	finds(
		'restarts all the time',
		'keeps restarting, keeps crashing, restarts all the time, restart loop, restarting constantly',
		'CrashLoopBackOff, liveness probe, OOMKilled'
	),
	finds(
		'killed for memory',
		'killed memory limit, exit code 137, killed for memory',
		'OOMKilled, memory limit'
	),
	finds(
		'cannot get the image',
		'cannot pull image, image not found, pull image fails, private image',
		'ImagePullBackOff, imagePullSecrets, image pull'
	),
	finds(
		'waits to be placed',
		'pod pending, pod not starting, pod stuck pending',
		'scheduling, insufficient resources, taint'
	),
	finds(
		'from outside',
		'reach service from outside, expose service, access from outside cluster, open to internet, public access to service',
		'Ingress, LoadBalancer, NodePort'
	),
	finds(
		'a port brought here',
		'reach pod from laptop, access pod locally, local access to pod',
		'port-forward'
	),
	finds(
		'into a container',
		'shell in container, shell into pod, get into container, go inside container, run command in container',
		'kubectl exec, docker exec, ephemeral container'
	),
	finds(
		'messages of a container',
		'see output of pod, output of container, messages of container',
		'kubectl logs, container logs'
	),
	finds(
		'data survives the container',
		'keep data after restart, data lost after restart, save data container, data disappears',
		'volume, persistent volume'
	),
	finds(
		'on certain machines',
		'run on specific node, run on certain node, choose node, run pod on, pick node, same node, different nodes',
		'nodeSelector, node affinity, taint, pod anti-affinity'
	),
	finds(
		'a machine is emptied',
		'remove node, take node out, maintenance of node, move pods away, empty node',
		'drain, cordon, PodDisruptionBudget'
	),
	finds(
		'so much memory and processor',
		'limit memory, limit cpu, how much memory, how much cpu, memory of container, resources for container',
		'resource limits, resource requests, resource quota'
	),
	finds(
		'before the main container',
		'run before container starts, wait for database before, prepare before start, start order containers',
		'init container'
	),
	finds(
		'passwords for pods',
		'password for pod, password to container, credentials for container',
		'Secret'
	),
	finds(
		'between pods only',
		'block traffic between pods, isolate pods, firewall between pods, restrict pod traffic',
		'network policy, NetworkPolicy'
	),
	finds(
		'a name for a service',
		'find other services, find service address, address of service, services find each other',
		'service discovery, DNS, service registry'
	),
	finds(
		'smaller images',
		'image too big, smaller image, reduce image size, shrink image',
		'multi-stage build, distroless, Alpine'
	),
	finds(
		'several containers here',
		'several containers, many containers locally, start containers together',
		'Docker Compose'
	),
	finds(
		'templates of manifests',
		'template manifests, package for kubernetes, reuse yaml',
		'Helm, Helm chart, Kustomize'
	),
	finds(
		'objects managed by code',
		'automate operations kubernetes, extend kubernetes api',
		'operator pattern, custom resource'
	),
	// Clouds
	equal('cloud of Amazon', 'AWS, Amazon Web Services'),
	equal('cloud of Google', 'GCP, Google Cloud Platform, Google Cloud'),
	equal('files in the cloud', 'object storage, blob storage'),
	equal('private network', 'VPC, virtual private cloud'),
	finds('store of Amazon', 'amazon bucket, s3 bucket', 'S3, object storage'),
	finds(
		'less money',
		'reduce cloud bill, save money cloud, cloud too expensive',
		'cost optimization, FinOps'
	),
	// Observability
	equal('what a system shows of itself', 'o11y, observability'),
	equal('standard of telemetry', 'OTel, OpenTelemetry'),
	equal('promise of a service', 'SLA, service level agreement'),
	equal('aim of a service', 'SLO, service level objective'),
	equal('measure of a service', 'SLI, service level indicator'),
	equal('reliability as a job', 'SRE, site reliability engineering'),
	equal('time to repair', 'MTTR, mean time to recovery, mean time to repair'),
	equal('a report after an incident', 'postmortem, post-mortem, incident review'),
	equal('logs as data', 'structured logging, JSON logging'),
	finds(
		'one request through many services',
		'follow request, request through services, where request fails, request across services, trace call across',
		'distributed tracing, trace context, correlation ID, OpenTelemetry'
	),
	finds(
		'which log lines belong together',
		'connect logs, logs of one request, log lines belong together, same request in logs',
		'correlation ID, trace ID'
	),
	finds(
		'told when it breaks',
		'get notified, notify when down, message when error, find out when it fails',
		'alerting, monitoring'
	),
	finds(
		'numbers over time',
		'measure in production, count errors, graph over time, numbers over time, charts of server',
		'metrics, Prometheus, dashboard'
	),
	finds(
		'logs in one place',
		'collect logs, all logs in one place, search logs, logs from many servers',
		'log aggregation, centralized logging'
	),
	finds(
		'errors of users',
		'errors in production, find out what went wrong, know about crashes',
		'error tracking, exception logging, monitoring'
	)
];

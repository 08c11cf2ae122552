// Measurements are not disturbed, and the serializer options of FastEndpoints are static.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

/*
 * library: AWS SDK 1 for S3, object never closed
 * libraries: aws-s3-1.12
 * leak: NEVER_CLOSED x3
 */
package com.example.http;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.S3Object;
import com.example.stage.Peer;
import com.example.stage.Stage;

/** Asks for invoices, and looks at their size only. After aws/aws-sdk-java#2007. */
public final class ArchivedInvoice {
    private final AmazonS3 archive;

    private ArchivedInvoice(AmazonS3 archive) {
        this.archive = archive;
    }

    public static void main(String[] args) throws Exception {
        Peer server = Peer.of(Peer.http(200, 100_000, 0));
        ArchivedInvoice invoices = new ArchivedInvoice(AmazonS3ClientBuilder.standard()
                .withEndpointConfiguration(new AwsClientBuilder.EndpointConfiguration(server.url(""), "eu-central-1"))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials("id", "secret")))
                .withPathStyleAccessEnabled(true)
                .build());
        for (int i = 0; i < 3; i++) {
            System.out.println(invoices.size("2019-000" + i + ".pdf") + " bytes");
        }
        server.leave();
        Stage.hold();
    }

    private long size(String key) {
        S3Object invoice = archive.getObject("invoices", key); // look here
        return invoice.getObjectMetadata().getContentLength();
    }
}
